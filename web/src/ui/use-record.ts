import type { EcgRecord } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import { failureOf } from '../screening/failure';
import type { Failure } from '../screening/protocol';
import type { Entry, Session } from '../screening/session';

interface Read {
  /** Null until they are read. */
  record: EcgRecord | null;
  failure: Failure | null;
}

/** The samples of the entry, or why they cannot be read: a file may be gone since it was screened. */
export function useRecord(session: Session, entry: Entry): Read & { again: () => void } {
  const [read, setRead] = useState<Read>({ record: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    const show = (change: Read) => wanted && setRead(change);
    session.record(entry).then(
      (record) => show({ record, failure: null }),
      (rejection: unknown) => show({ record: null, failure: failureOf(rejection) }),
    );
    return () => {
      wanted = false;
    };
  }, [entry.id, entry.options, attempt]);
  return { ...read, again: () => setAttempt((count) => count + 1) };
}
