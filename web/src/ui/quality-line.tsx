import type { ScreenResult } from 'leadwise';
import './quality-line.css';
import { plainReason } from './reason-text';

/** The leads that cannot be used, each with its reason; nothing where all can. */
export function QualityLine({ quality }: { quality: ScreenResult['quality'] }) {
  const unusable = Object.entries(quality.leads).filter(([, lead]) => !lead.usable);
  if (unusable.length === 0) return null;
  return (
    <div class="quality-line">
      <h3>Leads that could not be used</h3>
      <ul>
        {unusable.map(([name, { reason }]) => (
          <li key={name}>
            <strong>{name}</strong>: {reason ? `${reason.message} (${reason.code})` : plainReason('')}
          </li>
        ))}
      </ul>
    </div>
  );
}
