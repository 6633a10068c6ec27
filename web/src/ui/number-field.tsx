import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { PlainKey } from '../languages/keys';
import { say } from '../languages/translation';
import './number-field.css';
import { type Bounds, typedNumber, typedProblem, typedText } from './typed-number';

interface InputProps extends Bounds {
  title: string;
  text: string;
  onText: (text: string) => void;
  name?: string;
  placeholder?: string;
  suggestions?: [value: number, label: PlainKey][];
  /** By how much the arrow keys change it; without, they do not. */
  step?: number;
  /** Where nothing is submitted, a problem shows while it is typed. */
  atOnce?: boolean;
}

/** A number as it is typed. A form with one that cannot be used is not submitted: the field says why. */
export function NumberInput({ title, text, onText, name, placeholder, suggestions = [], step, atOnce, ...bounds }: InputProps) {
  const [problemId, listId] = [useId(), useId()];
  const input = useRef<HTMLInputElement>(null);
  const [asked, setAsked] = useState(atOnce ?? false);
  const problem = typedProblem(text, bounds);
  const shown = asked ? problem : null;
  useLayoutEffect(() => input.current?.setCustomValidity(problem ?? ''), [problem]);
  const refuse = (event: Event) => {
    // In the place of the browser's bubble, which goes and is of the browser's language.
    event.preventDefault();
    setAsked(true);
    if (input.current?.form?.querySelector('input:invalid, select:invalid') === input.current) input.current?.focus();
  };
  const stepBy = (event: KeyboardEvent) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const number = typedNumber(text);
    if (step === undefined || direction === undefined || typeof number !== 'number') return;
    event.preventDefault();
    const stepped = Math.min(Math.max(number + direction * step, bounds.least), bounds.most);
    onText(typedText(Number(stepped.toFixed(2))));
  };
  return (
    <div class="number-field">
      <label>
        {title}{' '}
        <input
          ref={input}
          name={name}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          required={bounds.required}
          placeholder={placeholder}
          list={suggestions.length > 0 ? listId : undefined}
          value={text}
          aria-invalid={shown !== null}
          aria-describedby={shown === null ? undefined : problemId}
          // At every keystroke: what stands in the field alone is lost when the page is drawn anew.
          onInput={({ currentTarget }) => onText(currentTarget.value)}
          onInvalid={refuse}
          onKeyDown={stepBy}
        />
      </label>
      {suggestions.length > 0 && (
        <datalist id={listId}>
          {suggestions.map(([value, label]) => (
            <option key={value} value={typedText(value)}>
              {say(label)}
            </option>
          ))}
        </datalist>
      )}
      {shown !== null && (
        <p id={problemId} class="number-problem">
          {say('result.named', { name: title, value: shown })}
        </p>
      )}
    </div>
  );
}

type FieldProps = Omit<InputProps, 'text' | 'onText'> & { name: string; value: number | undefined };

/** One that begins with the value that is in force and keeps by itself what is typed. */
export function NumberField({ value, ...props }: FieldProps) {
  const [text, setText] = useState(value === undefined ? '' : typedText(value));
  return <NumberInput {...props} text={text} onText={setText} />;
}

/** Of a form that was submitted; undefined where the field was left empty. */
export function numberIn(form: FormData, name: string): number | undefined {
  const number = typedNumber(String(form.get(name) ?? ''));
  return typeof number === 'number' ? number : undefined;
}
