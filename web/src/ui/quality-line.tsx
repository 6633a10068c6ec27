import type { Reason, ScreenResult } from 'leadwise';
import './quality-line.css';
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

function unusableLeads(quality: Quality): Map<string, { name: string; reason: Reason }[]> {
  const byCode = new Map<string, { name: string; reason: Reason }[]>();
  for (const [name, { reason }] of Object.entries(quality.leads)) {
    if (reason) byCode.set(reason.code, [...(byCode.get(reason.code) ?? []), { name, reason }]);
  }
  return byCode;
}
