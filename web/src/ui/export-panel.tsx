import type { BedsideValues, EcgRecord } from 'leadwise';
import { useId, useState } from 'preact/hooks';
import { say, spokenLanguage } from '../languages/translation';
import { exportFile, type ExportKind } from '../report/export-file';
import { saveFile } from '../report/save-file';
import { rowSeconds } from '../report/trace-rows';
import { failureOf } from '../screening/failure';
import type { Entry, Session } from '../screening/session';
import type { PreTests } from '../validated/pre-tests';
import './export-panel.css';
import { ExportMessage, type ExportState } from './export-message';
import { exportChoices } from './export-text';
import { NumberInput } from './number-field';
import { ResearchMark } from './research-mark';
import { typedNumber, typedProblem, typedText } from './typed-number';

interface Props {
  session: Session;
  entry: Entry;
  record: EcgRecord | null;
  bedside: BedsideValues;
  preTests: PreTests;
  /** Where the part in view begins: so does the trace, unless something else is asked for. */
  shownStartS: number;
}

/** What of a record can be saved or printed. Nothing of it leaves the browser but as a file of the visitor's own. */
export function ExportPanel({ session, entry, record, bedside, preTests, shownStartS }: Props) {
  const [namesShown, setNamesShown] = useState(false);
  const [chosenStart, setStart] = useState<string | null>(null);
  const choosesStart = record !== null && record.duration_s > rowSeconds;
  const mostStartS = choosesStart ? Math.floor(record.duration_s - 1) : 0;
  const start = chosenStart ?? typedText(Math.min(mostStartS, Math.round(shownStartS * 100) / 100));
  const startBounds = { least: 0, most: mostStartS, required: true };
  const isStartValid = !choosesStart || typedProblem(start, startBounds) === null;
  const typedStart = typedNumber(start);
  const startS = typeof typedStart === 'number' ? typedStart : 0;
  const [state, setState] = useState<ExportState>({ kind: 'none' });
  const save = async (kind: ExportKind) => {
    setState({ kind: 'saving' });
    try {
      const file = await exportFile(session, entry, { kind, bedside, preTests, record, namesShown, startS });
      saveFile(file);
      setState({ kind: 'saved', name: file.name });
    } catch (rejection) {
      setState({ kind: 'unsaved', failure: failureOf(rejection) });
    }
  };
  return (
    <section class="card export-panel" aria-labelledby="export-title">
      <h3 id="export-title" class="marked-title">
        {say('export-panel.title')} <ResearchMark />
      </h3>
      <div class="export-choices">
        {exportChoices.map(({ kind, title, hint, needsTrace }) => (
          <button
            key={kind}
            type="button"
            title={say(hint)}
            disabled={needsTrace && !(record && isStartValid)}
            onClick={() => void save(kind)}
          >
            {say(title)}
          </button>
        ))}
        <button type="button" disabled={!record} onClick={() => window.print()}>
          {say('export-panel.print')}
        </button>
      </div>
      <div class="export-options">
        <FileNamesChoice checked={namesShown} onChange={setNamesShown} />
        {/* Until it is a time of the recording no page is made. */}
        {choosesStart && (
          <NumberInput title={say('export-panel.trace_from')} text={start} onText={setStart} {...startBounds} step={1} atOnce />
        )}
      </div>
      {spokenLanguage().code !== 'en' && <p class="quiet">{say('export-panel.english_files')}</p>}
      <ExportMessage state={state} />
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
        {say('export-panel.file_names')}
      </label>
      <p id={hint} class="quiet">
        {say('export-panel.file_names_hint')}
      </p>
    </div>
  );
}
