import { say } from '../languages/translation';
import type { Failure } from '../screening/protocol';
import './failure-panel.css';
import { InEnglish } from './in-english';
import { plainReason } from './reason-text';

interface Props {
  title: string;
  failure: Failure;
  /** Given where the same may succeed later. */
  onRetry?: (() => void) | undefined;
}

/** Says what went wrong: in plain words, then exactly. Everything that comes from a file is text, never markup. */
export function FailurePanel({ title, failure, onRetry }: Props) {
  const { code, message, offset } = failure;
  return (
    <section class="card failure-panel">
      <h3>{title}</h3>
      <p>{plainReason(code)}</p>
      <p class="quiet">
        <code>{code}</code>: <InEnglish>{message}</InEnglish>
        {offset !== null && ` ${say('failure-panel.at_byte', { offset })}`}
      </p>
      {onRetry && (
        <p>
          <button type="button" onClick={onRetry}>
            {say('failure-panel.try_again')}
          </button>
        </p>
      )}
    </section>
  );
}
