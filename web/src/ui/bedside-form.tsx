import type { BedsideValues } from 'leadwise';
import { useRef, useState } from 'preact/hooks';
import type { PlainKey } from '../languages/keys';
import { say } from '../languages/translation';
import './bedside-form.css';
import { bedsideText } from './bedside-text';
import { ChangingText } from './changing-text';
import { NumberField, numberIn } from './number-field';

interface Props {
  values: BedsideValues;
  onEvaluate: (values: BedsideValues) => void;
}

const names = [
  'nt_probnp_pg_per_ml',
  'oxygen_saturation_percent',
  'who_functional_class',
  'pre_test_probability_percent',
] as const;

/** How often pulmonary hypertension is found among such patients; offered, never preset. */
const preTestSuggestions: [number, PlainKey][] = [
  [1, 'bedside-form.adults'],
  [4.4, 'bedside-form.dyspnoea'],
  [10, 'bedside-form.over_65'],
  [12, 'bedside-form.sclerosis'],
  [50, 'bedside-form.catheterised'],
];

/**
 * Asks for what the two bedside rules and Bayes’ rule need beside the ECG. Nothing is preset and nothing is kept; the values in
 * force stand in their fields.
 */
export function BedsideForm({ values, onEvaluate }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const used = bedsideText(values);
  const [begun, setBegun] = useState({ round: 0, values });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (form.current) onEvaluate(valuesIn(new FormData(form.current)));
  };
  const clear = () => {
    setBegun({ round: begun.round + 1, values: {} });
    onEvaluate({});
  };
  return (
    <form ref={form} class="bedside-form" onSubmit={submit} aria-label={say('bedside-form.title')}>
      <p class="quiet">
        {say('bedside-form.hint')}
      </p>
      <div class="bedside-fields">
        <BedsideFields key={begun.round} begun={begun.values} />
        <button type="submit" class="button-main">
          {say('bedside-form.evaluate')}
        </button>
        <button type="button" onClick={clear}>
          {say('bedside-form.clear')}
        </button>
      </div>
      <p class="quiet" role="status">
        {used && <ChangingText text={say('bedside-form.evaluated', { values: used })} />}
      </p>
    </form>
  );
}

function BedsideFields({ begun }: { begun: BedsideValues }) {
  return (
    <>
      <NumberField
        name="nt_probnp_pg_per_ml"
        title={say('bedside-form.nt_probnp')}
        value={begun.nt_probnp_pg_per_ml}
        least={5}
        most={200000}
      />
      <NumberField
        name="oxygen_saturation_percent"
        title={say('bedside-form.oxygen_saturation')}
        value={begun.oxygen_saturation_percent}
        least={30}
        most={100}
      />
      <WhoClassField begun={begun.who_functional_class} />
      <NumberField
        name="pre_test_probability_percent"
        title={say('bedside-form.pre_test')}
        value={begun.pre_test_probability_percent}
        least={0.1}
        most={99.9}
        suggestions={preTestSuggestions}
      />
    </>
  );
}

function WhoClassField({ begun }: { begun: number | undefined }) {
  return (
    <label>
      {say('bedside-form.who_class')}
      <select name="who_functional_class" autocomplete="off">
        <option value="">{say('bedside-form.not_known')}</option>
        {['I', 'II', 'III', 'IV'].map((name, index) => (
          <option key={name} value={index + 1} selected={index + 1 === begun}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function valuesIn(form: FormData): BedsideValues {
  const numbers = names.map((name) => [name, numberIn(form, name)] as const).filter(([, value]) => value !== undefined);
  return Object.fromEntries(numbers) as BedsideValues;
}
