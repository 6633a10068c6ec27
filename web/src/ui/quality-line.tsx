import type { ScreenResult } from 'leadwise';
import './quality-line.css';
import { unusableLeads } from './quality-text';
import { leadReasonText } from './reason-text';

type Quality = ScreenResult['quality'];

/** The leads that cannot be used, by reason; nothing where all can. */
export function QualityLine({ quality }: { quality: Quality }) {
  const reasons = unusableLeads(quality);
  if (reasons.size === 0) return null;
  return (
    <div class="quality-line">
      <h3>Leads that could not be used</h3>
      <ul>
        {[...reasons].map(([code, leads]) => (
          <li key={code}>
            <strong>{leads.map(({ name }) => name).join(', ')}</strong>: {leadReasonText(code)} (<code>{code}</code>
            {leads.length === 1 && leads[0] && `: ${leads[0].reason.message}`})
          </li>
        ))}
      </ul>
    </div>
  );
}
