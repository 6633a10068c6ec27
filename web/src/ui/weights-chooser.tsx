import { useRef } from 'preact/hooks';
import type { Session } from '../screening/session';
import './weights-chooser.css';
import { weightsText } from './weights-text';

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
        {weightsText.choose}
        <input ref={input} type="file" accept=".safetensors" class="visually-hidden" onChange={use} />
      </label>
      <span>{weightsText.chooseHint}</span>
    </p>
  );
}
