import { useState } from 'preact/hooks';
import { exportTable } from '../report/export-file';
import { saveFile } from '../report/save-file';
import { failureFrom } from '../screening/failure';
import type { Session } from '../screening/session';
import { FileNamesChoice } from './export-panel';
import { savedText, tableTitle, unsavedText } from './export-text';
import './table-export.css';

/** One row for every opened record, once all have been read. */
export function TableExport({ session }: { session: Session }) {
  const { entries } = session;
  const [namesShown, setNamesShown] = useState(false);
  const [message, setMessage] = useState('');
  const [running, setRunning] = useState(false);
  const done = entries.every(({ state }) => state.kind === 'screened' || state.kind === 'failed');
  const save = async () => {
    setRunning(true);
    try {
      const measured = (count: number) => setMessage(`Measured ${count} of ${entries.length}.`);
      const file = await exportTable(session, entries, { namesShown, onMeasured: measured });
      saveFile(file);
      setMessage(savedText(file.name));
    } catch (rejection) {
      setMessage(unsavedText(failureFrom(rejection)));
    }
    setRunning(false);
  };
  if (entries.length === 0) return null;
  return (
    <details class="table-export">
      <summary>Save all as a table</summary>
      <button type="button" disabled={!done || running} onClick={() => void save()}>
        {tableTitle}
      </button>
      <FileNamesChoice checked={namesShown} onChange={setNamesShown} />
      <p class="quiet" role="status">
        {message}
      </p>
    </details>
  );
}
