import type { Refusal } from 'leadwise';
import './refused-row.css';
import { refusedText } from './result-text';

/** A score that is missing beside the others, and why. */
export function RefusedRow({ refusal }: { refusal: Refusal }) {
  const { leads, reason } = refusal;
  return (
    <p class="refused-row" data-leads={leads}>
      <strong>{refusedText(leads)}</strong> — {reason.message} (<code>{reason.code}</code>)
    </p>
  );
}
