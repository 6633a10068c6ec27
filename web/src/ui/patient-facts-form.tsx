import type { ReadOptions, ScreenResult } from 'leadwise';
import './patient-facts-form.css';

interface Props {
  result: ScreenResult;
  known: ReadOptions;
  onAnswer: (options: ReadOptions) => void;
}

/** Asks for what a score took for granted because the file does not say it. Nothing is preset, nothing is stored. */
export function PatientFactsForm({ result, known, onAnswer }: Props) {
  const asksAge = result.assumptions.includes('adult');
  const asksPacing = result.assumptions.includes('unpaced');
  if (result.predictions.length === 0 || !(asksAge || asksPacing)) return null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const answers = answersIn(new FormData(event.currentTarget as HTMLFormElement));
    if (Object.keys(answers).length > 0) onAnswer({ ...known, ...answers });
  };
  return (
    <form class="card patient-facts" onSubmit={submit} aria-labelledby="patient-facts-title">
      <div>
        <h3 id="patient-facts-title">The file does not say</h3>
        <p class="quiet">Under 18 years or with a pacemaker there is no score: the model was not made for these.</p>
      </div>
      {asksAge && <AgeField />}
      {asksPacing && <PacingField />}
      <button type="submit">Use these answers</button>
    </form>
  );
}

function AgeField() {
  return (
    <label>
      Age in years
      <input name="age" type="number" min="0" max="150" step="any" inputMode="decimal" autocomplete="off" />
    </label>
  );
}

function PacingField() {
  return (
    <label>
      Pacemaker?
      <select name="paced" autocomplete="off">
        <option value="">not known</option>
        <option value="no">no pacemaker</option>
        <option value="yes">pacemaker</option>
      </select>
    </label>
  );
}

function answersIn(form: FormData): ReadOptions {
  const age = String(form.get('age') ?? '');
  const paced = form.get('paced');
  return { ...(age !== '' && { age_years: Number(age) }), ...(paced && { paced: paced === 'yes' }) };
}
