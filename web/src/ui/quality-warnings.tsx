import type { Reason } from 'leadwise';
import { plainReason } from './reason-text';

/** What speaks against trusting the recording and yet does not silence the model: first of all that is shown of it. */
export function QualityWarnings({ warnings }: { warnings: Reason[] }) {
  return (
    <>
      {warnings.map(({ code, message }) => (
        <p key={code} class="quality-warning">
          <strong>{plainReason(code)}</strong> {message} (<code>{code}</code>)
        </p>
      ))}
    </>
  );
}
