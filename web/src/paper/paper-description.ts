import type { PaperSettings } from './paper-settings';
import { type DrawnSignal, leadTitle } from './shown-leads';

/** What somebody who does not see the paper is told of it. */
export function describe({ leads, duration_s, sampling_rate_hz }: DrawnSignal, settings: PaperSettings): string {
  const names = leads.map(leadTitle).join(', ');
  const what = settings.averageBeat ? 'Average beat' : 'ECG';
  const hidden = settings.hidden.size > 0 ? ` ${settings.hidden.size} of them are switched off.` : '';
  return (
    `${what} with ${leads.length} leads: ${names}.${hidden} ${duration_s.toFixed(1)} seconds at ` +
    `${sampling_rate_hz} hertz, drawn at ${settings.mmPerSecond} millimetres per second and ` +
    `${settings.mmPerMillivolt} millimetres per millivolt.`
  );
}
