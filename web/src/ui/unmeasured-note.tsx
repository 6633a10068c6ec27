import type { Failure } from '../screening/protocol';
import { plainReason } from './reason-text';

/** A record that could be read and not measured. */
export function UnmeasuredNote({ failure: { code, message } }: { failure: Failure }) {
  return (
    <p class="card unmeasured-note">
      <span>
        <strong>Not measured.</strong> {plainReason(code)} {message} (<code>{code}</code>)
      </span>
    </p>
  );
}
