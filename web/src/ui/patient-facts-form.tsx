import type { ReadOptions, ScreenResult } from 'leadwise';
import { say } from '../languages/translation';
import type { StatedFacts } from '../screening/protocol';
import './patient-facts-form.css';
import { NumberField, numberIn } from './number-field';
import { SafetyText } from './safety-text';

interface Props {
  result: ScreenResult;
  stated: StatedFacts | null;
  known: ReadOptions;
  onAnswer: (options: ReadOptions) => void;
}

/**
 * Asks for what a score took for granted because the file does not say it, and for a pacemaker where spikes forbade
 * that. Nothing is preset, nothing is stored.
 */
export function PatientFactsForm({ result, stated, known, onAnswer }: Props) {
  const asksAge = result.assumptions.includes('adult');
  const asksPacing = result.assumptions.includes('unpaced') || leavesPacingOpen(result, stated, known);
  if (result.predictions.length === 0 || !(asksAge || asksPacing)) return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const answers = answersIn(new FormData(event.currentTarget as HTMLFormElement));
    if (Object.keys(answers).length > 0) onAnswer({ ...known, ...answers });
  };
  return (
    <form class="card patient-facts" onSubmit={submit} aria-labelledby="patient-facts-title">
      <div>
        <h3 id="patient-facts-title">{say('patient-facts-form.title')}</h3>
        <p class="quiet">
          <SafetyText name="patient-facts-form.hint" />
        </p>
      </div>
      {asksAge && <NumberField name="age" title={say('patient-facts-form.age')} value={undefined} least={0} most={150} />}
      {asksPacing && <PacingField />}
      <button type="submit">{say('patient-facts-form.use')}</button>
    </form>
  );
}

/** An answer counts at once, before the file was read again with it. */
function leavesPacingOpen({ quality }: ScreenResult, stated: StatedFacts | null, known: ReadOptions): boolean {
  const spikesAreSeen = quality.warnings.some(({ code }) => code === 'PacingSpikes');
  return spikesAreSeen && stated?.paced === null && known.paced === undefined;
}

function PacingField() {
  return (
    <label>
      {say('patient-facts-form.pacemaker')}
      <select name="paced" autocomplete="off">
        <option value="">{say('patient-facts-form.not_known')}</option>
        <option value="no">{say('patient-facts-form.no_pacemaker')}</option>
        <option value="yes">{say('patient-facts-form.has_pacemaker')}</option>
      </select>
    </label>
  );
}

function answersIn(form: FormData): ReadOptions {
  const age = numberIn(form, 'age');
  const paced = form.get('paced');
  return { ...(age !== undefined && { age_years: age }), ...(paced && { paced: paced === 'yes' }) };
}
