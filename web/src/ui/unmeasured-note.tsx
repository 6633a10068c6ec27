import { say } from '../languages/translation';
import type { Failure } from '../screening/protocol';
import { InEnglish } from './in-english';
import { plainReason } from './reason-text';

/** A record that could be read and not measured. The exact message may quote a file's name (print.css). */
export function UnmeasuredNote({ failure: { code, message } }: { failure: Failure }) {
  return (
    <p class="card unmeasured-note">
      <span>
        <strong>{say('measurements-panel.not_measured')}</strong> {plainReason(code)}{' '}
        <span class="names-shown">
          <InEnglish>{message}</InEnglish>
        </span>{' '}
        (<code>{code}</code>)
      </span>
    </p>
  );
}
