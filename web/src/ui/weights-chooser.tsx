import { useRef } from 'preact/hooks';
import { say } from '../languages/translation';
import type { Session } from '../screening/session';
import './weights-chooser.css';

export function WeightsChooser({ session }: { session: Session }) {
  const input = useRef<HTMLInputElement>(null);
  const use = () => {
    const file = input.current?.files?.[0];
    if (!input.current || !file) return;
    void session.useWeights(file);
    // So that choosing the same file again is a change again.
    input.current.value = '';
  };
  return (
    <p class="weights-chooser">
      <label class="button">
        {say('weights.choose')}
        <input ref={input} type="file" accept=".safetensors" class="visually-hidden" onChange={use} />
      </label>
      <span>{say('weights.choose_hint')}</span>
    </p>
  );
}
