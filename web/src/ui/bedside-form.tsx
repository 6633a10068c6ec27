import type { BedsideValues } from 'leadwise';
import { useRef } from 'preact/hooks';
import './bedside-form.css';
import { bedsideText } from './bedside-text';

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
const preTestSuggestions: [number, string][] = [
  [1, 'adults in general'],
  [4.4, 'patients with dyspnoea'],
  [10, 'over 65: up to'],
  [12, 'systemic sclerosis (arterial hypertension)'],
  [50, 'sent to right-heart catheterisation'],
];

type NumberName = 'nt_probnp_pg_per_ml' | 'oxygen_saturation_percent' | 'pre_test_probability_percent';

/** Asks for what the two bedside rules and Bayes’ rule need beside the ECG. Nothing is preset and nothing is kept. */
export function BedsideForm({ values, onEvaluate }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const used = bedsideText(values);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (form.current) onEvaluate(valuesIn(new FormData(form.current)));
  };
  const clear = () => {
    form.current?.reset();
    onEvaluate({});
  };
  return (
    <form ref={form} class="bedside-form" onSubmit={submit} aria-label="Bedside values">
      <p class="quiet">
        These rules need values beside the ECG. They stay in this page’s memory and go when another ECG is shown.
      </p>
      <div class="bedside-fields">
        <NumberField name="nt_probnp_pg_per_ml" title="NT-proBNP (pg/ml)" least={0} most={200000} />
        <NumberField name="oxygen_saturation_percent" title="Oxygen saturation (%)" least={30} most={100} />
        <WhoClassField />
        <NumberField
          name="pre_test_probability_percent"
          title="Probability before the ECG (%)"
          least={0.1}
          most={99.9}
          suggestions={preTestSuggestions}
        />
        <button type="submit" class="button-main">
          Evaluate
        </button>
        <button type="button" onClick={clear}>
          Clear
        </button>
      </div>
      <p class="quiet" role="status">
        {used && `Evaluated with ${used}.`}
      </p>
    </form>
  );
}

interface NumberFieldProps {
  name: NumberName;
  title: string;
  least: number;
  most: number;
  suggestions?: [value: number, label: string][];
}

function NumberField({ name, title, least, most, suggestions = [] }: NumberFieldProps) {
  const list = suggestions.length > 0 ? `${name}-suggestions` : undefined;
  return (
    <label>
      {title}
      <input
        name={name}
        type="number"
        min={least}
        max={most}
        step="any"
        inputMode="decimal"
        autocomplete="off"
        list={list}
      />
      {list && (
        <datalist id={list}>
          {suggestions.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </datalist>
      )}
    </label>
  );
}

function WhoClassField() {
  return (
    <label>
      WHO functional class
      <select name="who_functional_class" autocomplete="off">
        <option value="">not known</option>
        {['I', 'II', 'III', 'IV'].map((name, index) => (
          <option key={name} value={index + 1}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function valuesIn(form: FormData): BedsideValues {
  const numbers = names
    .map((name) => [name, String(form.get(name) ?? '')] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => [name, Number(text)]);
  return Object.fromEntries(numbers) as BedsideValues;
}
