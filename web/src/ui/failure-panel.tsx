import type { Failure } from '../screening/protocol';
import './failure-panel.css';
import { plainReason } from './reason-text';

/** Says what went wrong: in plain words, then exactly. Everything that comes from a file is text, never markup. */
export function FailurePanel({ title, failure }: { title: string; failure: Failure }) {
  const { code, message, offset } = failure;
  return (
    <section class="card failure-panel">
      <h3>{title}</h3>
      <p>{plainReason(code)}</p>
      <p class="quiet">
        <code>{code}</code>: {message}
        {offset !== null && ` (at byte ${offset})`}
      </p>
    </section>
  );
}
