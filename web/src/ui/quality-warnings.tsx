import type { Reason, ScreenResult } from 'leadwise';
import type { Measured } from '../screening/protocol';
import './quality-warnings.css';
import { plainReason } from './reason-text';

/** What speaks against trusting the recording and yet silences nothing: first of all that is shown of it. */
export function QualityWarnings({ warnings }: { warnings: Reason[] }) {
  return (
    <>
      {[...messagesByCode(warnings)].map(([code, messages]) => (
        <p key={code} class="quality-warning">
          <strong>{plainReason(code)}</strong> {messages.join('; ')} (<code>{code}</code>)
        </p>
      ))}
    </>
  );
}

/** Noise in six leads is one warning. */
function messagesByCode(warnings: Reason[]): Map<string, string[]> {
  const byCode = new Map<string, string[]>();
  for (const { code, message } of warnings) byCode.set(code, [...(byCode.get(code) ?? []), message]);
  return byCode;
}

/** One list for both: what screening has warned of, measuring need not say again. */
export function warningsOf(screened: ScreenResult | null, measured: Measured | null): Reason[] {
  const first = screened?.quality.warnings ?? [];
  const further = measured?.quality.warnings ?? [];
  return [...first, ...further.filter(({ code }) => !first.some((warning) => warning.code === code))];
}
