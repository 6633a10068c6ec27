import { useEffect, useId, useState } from 'preact/hooks';
import { say } from '../languages/translation';
import { exportTable } from '../report/export-file';
import { saveFile } from '../report/save-file';
import { isDone } from '../screening/entry';
import { failureOf } from '../screening/failure';
import type { Entry, Session } from '../screening/session';
import { FileNamesChoice } from './export-panel';
import { ExportMessage, type ExportState } from './export-message';
import './table-export.css';

/** One row for every opened record, once all have been read or reading was stopped. */
export function TableExport({ session }: { session: Session }) {
  const { entries } = session;
  const [namesShown, setNamesShown] = useState(false);
  const [state, setState] = useState<ExportState>({ kind: 'none' });
  const [running, setRunning] = useState<AbortController | null>(null);
  const closed = entries.length === 0;
  // Of ECGs that are closed nothing is measured any more, let alone saved.
  useEffect(() => () => running?.abort(), [running, closed]);
  const reason = useId();
  const isReady = entries.every((entry) => isDone(entry) || isLeft(session, entry));
  const save = async () => {
    const started = new AbortController();
    setRunning(started);
    try {
      const all = entries.filter(isDone).length;
      const measured = (count: number) => setState({ kind: 'measured', count, all });
      const file = await exportTable(session, entries, { namesShown, onMeasured: measured, signal: started.signal });
      const wanted = file && !started.signal.aborted;
      if (wanted) saveFile(file);
      setState(wanted ? { kind: 'saved', name: file.name } : { kind: 'none' });
    } catch (rejection) {
      setState({ kind: 'unsaved', failure: failureOf(rejection) });
    }
    setRunning(null);
  };
  if (closed) return null;
  return (
    <details class="table-export">
      <summary>{say('export-panel.save_all')}</summary>
      <button
        type="button"
        disabled={!isReady || running !== null}
        aria-describedby={isReady ? undefined : reason}
        onClick={() => void save()}
      >
        {say('export-panel.table')}
      </button>
      {running && (
        <button type="button" onClick={() => running.abort()}>
          {say('list-progress.stop')}
        </button>
      )}
      {!isReady && (
        <p id={reason} class="quiet">
          {say('export-panel.table_waits')}
        </p>
      )}
      <FileNamesChoice checked={namesShown} onChange={setNamesShown} />
      <ExportMessage state={state} />
    </details>
  );
}

/** It waits, and is not read unless somebody lets reading go on. */
function isLeft({ stopped }: Session, { state }: Entry): boolean {
  return stopped && state.kind === 'waiting';
}
