import type { EcgRecord } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import type { Entry, Session } from '../screening/session';
import { AnsweredFacts } from './answered-facts';
import { EcgPaper } from './ecg-paper';
import { FailedRecord } from './failed-record';
import { RecordFacts } from './record-facts';
import './record-view.css';
import { ResultPanel } from './result-panel';
import { UntriedFormatBanner } from './untried-format-banner';

/** One record: what it is, the model's answer, its trace. */
export function RecordView({ session, entry }: { session: Session; entry: Entry }) {
  const record = useRecord(session, entry);
  const { state } = entry;
  return (
    <article class="record-view" aria-labelledby="record-title">
      <header class="record-title">
        <h2 id="record-title">{entry.name}</h2>
        {entry.folder && <p class="quiet">in {entry.folder}</p>}
        {record && <RecordFacts record={record} />}
        <AnsweredFacts options={entry.options} onChange={() => void session.answer(entry.id, {})} />
      </header>
      {record?.untried_format && <UntriedFormatBanner format={record.format} />}
      <div class="record-answer" aria-live="polite" aria-busy={state.kind === 'working'}>
        {state.kind === 'screened' && <ResultPanel result={state.result} />}
        {state.kind === 'failed' && <FailedRecord session={session} entry={entry} failure={state.failure} />}
        {(state.kind === 'waiting' || state.kind === 'working') && <p class="card">Reading…</p>}
      </div>
      {record && <EcgPaper record={record} />}
    </article>
  );
}

/** The samples of the entry, or null until they are read. A failure to read them is shown by the entry's state. */
function useRecord(session: Session, entry: Entry): EcgRecord | null {
  const [record, setRecord] = useState<EcgRecord | null>(null);
  useEffect(() => {
    let wanted = true;
    const show = (read: EcgRecord | null) => wanted && setRecord(read);
    session.record(entry).then(show, () => show(null));
    return () => {
      wanted = false;
    };
  }, [entry.id, entry.options]);
  return record;
}
