import type { Refusal } from 'leadwise';
import { leadsText } from './leads-text';
import './refused-row.css';

/** A score that is missing beside the others, and why. */
export function RefusedRow({ refusal }: { refusal: Refusal }) {
  const { leads, reason } = refusal;
  return (
    <p class="refused-row" data-leads={leads}>
      <strong>{leadsText(leads)}: no score</strong> — {reason.message} (<code>{reason.code}</code>)
    </p>
  );
}
