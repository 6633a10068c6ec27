import type { Reason } from 'leadwise';
import { CoreWords } from './core-words';
import { messagesByCode } from './quality-text';
import './quality-warnings.css';
import { plainReason } from './reason-text';

/** What speaks against trusting the recording and yet silences nothing: first of all that is shown of it. */
export function QualityWarnings({ warnings }: { warnings: Reason[] }) {
  if (warnings.length === 0) return null;
  return (
    <div class="quality-warnings">
      {[...messagesByCode(warnings)].map(([code, messages]) => (
        <p key={code} class="quality-warning">
          <strong>{plainReason(code)}</strong> <CoreWords code={code} message={messages.join('; ')} />
        </p>
      ))}
    </div>
  );
}
