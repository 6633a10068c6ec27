import type { Refusal } from 'leadwise';
import './refused-row.css';
import { InEnglish } from './in-english';
import { refusedText } from './result-text';

/** A score that is missing beside the others, and why. */
export function RefusedRow({ refusal }: { refusal: Refusal }) {
  const { leads, reason } = refusal;
  return (
    <p class="refused-row" data-leads={leads}>
      <strong>{refusedText(leads)}</strong> — <InEnglish>{reason.message}</InEnglish> (<code>{reason.code}</code>)
    </p>
  );
}
