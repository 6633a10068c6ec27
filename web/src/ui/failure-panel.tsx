import { say } from '../languages/translation';
import type { Failure } from '../screening/protocol';
import './failure-panel.css';
import { InEnglish } from './in-english';
import { plainReason } from './reason-text';

/** Says what went wrong: in plain words, then exactly. Everything that comes from a file is text, never markup. */
export function FailurePanel({ title, failure }: { title: string; failure: Failure }) {
  const { code, message, offset } = failure;
  return (
    <section class="card failure-panel">
      <h3>{title}</h3>
      <p>{plainReason(code)}</p>
      <p class="quiet">
        <code>{code}</code>: <InEnglish>{message}</InEnglish>
        {offset !== null && ` ${say('failure-panel.at_byte', { offset })}`}
      </p>
    </section>
  );
}
