import { useEffect, useState } from 'preact/hooks';
import type { StatedFacts } from '../screening/protocol';
import type { Entry, Session } from '../screening/session';

/** Null until the file was asked, and where it cannot be. */
export function useStatedFacts(session: Session, entry: Entry, readable: boolean): StatedFacts | null {
  const [facts, setFacts] = useState<StatedFacts | null>(null);
  useEffect(() => {
    let wanted = readable;
    const show = (stated: StatedFacts | null) => wanted && setFacts(stated);
    setFacts(null);
    if (readable) session.statedFacts(entry).then(show, () => show(null));
    return () => {
      wanted = false;
    };
  }, [entry.id, entry.options, readable]);
  return facts;
}
