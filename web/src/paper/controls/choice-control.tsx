import { keptTogether } from '../../languages/numbers';

interface Props<Value> {
  title: string;
  choices: readonly { value: Value; text: string; disabled?: boolean }[];
  value: Value;
  onChoose: (value: Value) => void;
}

/** A named list of choices. */
export function ChoiceControl<Value>({ title, choices, value, onChoose }: Props<Value>) {
  const at = choices.findIndex((choice) => choice.value === value);
  return (
    <label class="paper-control">
      <span>{title}</span>
      <select
        value={String(at)}
        onChange={(event) => {
          const chosen = choices[Number(event.currentTarget.value)];
          if (chosen) onChoose(chosen.value);
        }}
      >
        {choices.map(({ text, disabled }, index) => (
          <option key={text} value={String(index)} disabled={disabled ?? false}>
            {keptTogether(text)}
          </option>
        ))}
      </select>
    </label>
  );
}
