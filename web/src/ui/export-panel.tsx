import type { BedsideValues, EcgRecord } from 'leadwise';
import { useId, useState } from 'preact/hooks';
import { exportFile, type ExportKind } from '../report/export-file';
import { saveFile } from '../report/save-file';
import { rowSeconds } from '../report/trace-rows';
import { failureFrom } from '../screening/failure';
import type { Entry, Session } from '../screening/session';
import type { PreTests } from '../validated/pre-tests';
import './export-panel.css';
import { exportChoices, fileNamesHint, fileNamesLabel, savedText, savingText, unsavedText } from './export-text';
import { researchUseText } from './result-text';

interface Props {
  session: Session;
  entry: Entry;
  record: EcgRecord | null;
  bedside: BedsideValues;
  preTests: PreTests;
}

/** What of a record can be saved or printed. Nothing of it leaves the browser but as a file of the visitor's own. */
export function ExportPanel({ session, entry, record, bedside, preTests }: Props) {
  const [namesShown, setNamesShown] = useState(false);
  const [startS, setStartS] = useState(0);
  const [message, setMessage] = useState('');
  const save = async (kind: ExportKind) => {
    setMessage(savingText);
    try {
      const file = await exportFile(session, entry, { kind, bedside, preTests, record, namesShown, startS });
      saveFile(file);
      setMessage(savedText(file.name));
    } catch (rejection) {
      setMessage(unsavedText(failureFrom(rejection)));
    }
  };
  return (
    <section class="card export-panel" aria-labelledby="export-title">
      <h3 id="export-title" class="marked-title">
        Reports and exports <span class="research-mark">{researchUseText}</span>
      </h3>
      <div class="export-choices">
        {exportChoices.map(({ kind, title, hint, needsTrace }) => (
          <button
            key={kind}
            type="button"
            title={hint}
            disabled={needsTrace && !record}
            onClick={() => void save(kind)}
          >
            {title}
          </button>
        ))}
        <button type="button" disabled={!record} onClick={() => window.print()}>
          Print this page
        </button>
      </div>
      <div class="export-options">
        <FileNamesChoice checked={namesShown} onChange={setNamesShown} />
        {record && record.duration_s > rowSeconds && (
          <StartChoice value={startS} most={record.duration_s - 1} onChange={setStartS} />
        )}
      </div>
      <p class="quiet" role="status">
        {message}
      </p>
    </section>
  );
}

interface NamesProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** Not ticked beforehand: a file's name often is a patient's number. */
export function FileNamesChoice({ checked, onChange }: NamesProps) {
  const hint = useId();
  return (
    <div>
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={hint}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />{' '}
        {fileNamesLabel}
      </label>
      <p id={hint} class="quiet">
        {fileNamesHint}
      </p>
    </div>
  );
}

/** Which ten seconds of a longer recording a page shows. */
function StartChoice({ value, most, onChange }: { value: number; most: number; onChange: (startS: number) => void }) {
  return (
    <label>
      Trace of the PDFs from second{' '}
      <input
        type="number"
        min={0}
        max={Math.floor(most)}
        step="any"
        value={value}
        onChange={({ currentTarget }) => currentTarget.checkValidity() && onChange(currentTarget.valueAsNumber || 0)}
      />
    </label>
  );
}
