import type { ReadOptions } from 'leadwise';
import type { PlainKey } from '../languages/keys';
import { say } from '../languages/translation';
import './missing-facts-form.css';
import { NumberField, numberIn } from './number-field';
import { plainReason } from './reason-text';

interface Props {
  missing: 'UnitRequired' | 'SamplingRateRequired';
  known: ReadOptions;
  onAnswer: (options: ReadOptions) => void;
}

type Unit = NonNullable<ReadOptions['unit']>;
const units: { value: Unit; name: PlainKey }[] = [
  { value: 'mV', name: 'missing-facts-form.millivolts' },
  { value: 'uV', name: 'missing-facts-form.microvolts' },
  { value: 'V', name: 'missing-facts-form.volts' },
];

/** Asks for what the file does not state. Nothing is preset: a wrong unit would pass unnoticed. */
export function MissingFactsForm({ missing, known, onAnswer }: Props) {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // What is left open is as the file states it, whatever was answered before.
    const { unit, sampling_rate_hz, ...others } = known;
    onAnswer({ ...others, ...answersIn(new FormData(event.currentTarget as HTMLFormElement)) });
  };
  return (
    <form class="card missing-facts" onSubmit={submit}>
      <h3>{say('missing-facts-form.title')}</h3>
      <p>{plainReason(missing)}</p>
      <div class="missing-facts-fields">
        <UnitField known={known.unit} required={missing === 'UnitRequired'} />
        <RateField known={known.sampling_rate_hz} required={missing === 'SamplingRateRequired'} />
        <button type="submit" class="button-main">
          {say('missing-facts-form.read')}
        </button>
      </div>
      <p class="quiet">
        <code>{missing}</code>
      </p>
    </form>
  );
}

function UnitField({ known, required }: { known: Unit | undefined; required: boolean }) {
  return (
    <label>
      {say('missing-facts-form.unit')}
      <select name="unit" required={required}>
        <option value="">{say(required ? 'missing-facts-form.choose' : 'missing-facts-form.as_stated')}</option>
        {units.map(({ value, name }) => (
          <option key={value} value={value} selected={value === known}>
            {say(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function RateField({ known, required }: { known: number | undefined; required: boolean }) {
  return (
    <NumberField
      name="rate"
      title={say('missing-facts-form.rate')}
      value={known}
      least={100}
      most={2000}
      required={required}
      placeholder={required ? '' : say('missing-facts-form.as_stated')}
    />
  );
}

function answersIn(form: FormData): ReadOptions {
  const unit = units.find(({ value }) => value === form.get('unit'))?.value;
  const rate = numberIn(form, 'rate');
  return { ...(unit && { unit }), ...(rate !== undefined && { sampling_rate_hz: rate }) };
}
