import type { LeadAmplitudes } from 'leadwise';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { amplitudeColumns } from './measurement-text';
import { ScrollingTable } from './scrolling-table';

interface Props {
  amplitudes: Measured['amplitudes'];
  beat: Measured['representative_beat'];
}

/** The waves of the representative beat, lead by lead. */
export function AmplitudeTable({ amplitudes, beat }: Props) {
  const leads = Object.entries(amplitudes);
  if (leads.length === 0) return null;
  const count = beat?.beat_count ?? 0;
  return (
    <ScrollingTable
      caption={say('amplitude-table.caption', { count })}
      columns={[say('leads.lead'), ...amplitudeColumns.map(({ title }) => title ?? say('amplitude-table.r_peak'))]}
    >
      {leads.map(([lead, waves]) => (
        <tr key={lead}>
          <th scope="row">{lead}</th>
          {amplitudeColumns.map(({ name }) => (
            <td key={name}>{cellText(name, waves[name])}</td>
          ))}
        </tr>
      ))}
    </ScrollingTable>
  );
}

function cellText(name: keyof LeadAmplitudes, value: number | null): string {
  if (value === null) return '—';
  const digits = name === 'r_peak_time_ms' ? 0 : 2;
  // −0.00 would read as a depression.
  return leftToRight(numberText(Number(value.toFixed(digits)) === 0 ? 0 : value, digits));
}
