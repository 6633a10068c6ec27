import { say } from '../languages/translation';
import type { Failure } from '../screening/protocol';
import './failure-panel.css';
import { InEnglish } from './in-english';
import { plainReason } from './reason-text';

interface Props {
  title: string;
  failure: Failure;
  /** What else went wrong with it. */
  others?: readonly Failure[];
  /** Given where the same may succeed later. */
  onRetry?: (() => void) | undefined;
}

/** Of a folder that is gone there may be a hundred thousand. */
const mostListed = 500;

/** Says what went wrong: in plain words, then exactly. Everything that comes from a file is text, never markup. */
export function FailurePanel({ title, failure, others = [], onRetry }: Props) {
  return (
    <section class="card failure-panel">
      <h3>{title}</h3>
      <p>{plainReason(failure.code)}</p>
      <Exactly failure={failure} />
      {others.length > 0 && (
        <details>
          <summary>{say('failure-panel.others', { count: others.length })}</summary>
          {others.slice(0, mostListed).map((other, index) => (
            <Exactly key={index} failure={other} />
          ))}
          {others.length > mostListed && <p class="quiet">…</p>}
        </details>
      )}
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

function Exactly({ failure: { code, message, offset } }: { failure: Failure }) {
  return (
    <p class="quiet">
      <code>{code}</code>: <InEnglish>{message}</InEnglish>
      {offset !== null && ` ${say('failure-panel.at_byte', { offset })}`}
    </p>
  );
}
