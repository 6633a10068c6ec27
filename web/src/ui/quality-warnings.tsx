import type { Reason } from 'leadwise';
import { InEnglish } from './in-english';
import { messagesByCode } from './quality-text';
import './quality-warnings.css';
import { plainReason } from './reason-text';

/** What speaks against trusting the recording and yet silences nothing: first of all that is shown of it. */
export function QualityWarnings({ warnings }: { warnings: Reason[] }) {
  return (
    <>
      {[...messagesByCode(warnings)].map(([code, messages]) => (
        <p key={code} class="quality-warning">
          <strong>{plainReason(code)}</strong> <InEnglish>{messages.join('; ')}</InEnglish> (<code>{code}</code>)
        </p>
      ))}
    </>
  );
}
