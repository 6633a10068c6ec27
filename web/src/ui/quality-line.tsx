import { say } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { InEnglish } from './in-english';
import './quality-line.css';
import { unusableLeads } from './quality-text';
import { leadReasonText } from './reason-text';

type Quality = Pick<Measured['quality'], 'leads'>;

/** The leads that cannot be used, by reason; nothing where all can. */
export function QualityLine({ quality }: { quality: Quality }) {
  if (unusableLeads(quality).size === 0) return null;
  return (
    <div class="quality-line">
      <h3>{say('quality.unusable_leads')}</h3>
      <LeadsByReason leads={quality.leads} />
    </div>
  );
}

export function LeadsByReason({ leads: all }: { leads: Quality['leads'] }) {
  const reasons = unusableLeads({ leads: all });
  if (reasons.size === 0) return null;
  return (
    <ul>
      {[...reasons].map(([code, leads]) => (
        <li key={code}>
          <strong>{leads.map(({ name }) => name).join(', ')}</strong>: {leadReasonText(code)} (<code>{code}</code>
          {leads.length === 1 && leads[0] && (
            <>
              : <InEnglish>{leads[0].reason.message}</InEnglish>
            </>
          )}
          )
        </li>
      ))}
    </ul>
  );
}
