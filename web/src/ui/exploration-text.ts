import { leadsText } from './leads-text';

export const title = 'Other leads';
export const mark = 'exploration: uncalibrated';
export const meaning =
  'Screens this ECG again with the leads that you choose. What comes of it stands here alone: it is no result, it changes nothing above, ' +
  'and it is in no report, export or print.';
export const legend = 'Leads';
export const screenText = 'Screen with these leads';
export const workingText = 'Screening…';
export const allText = 'All';
export const noneText = 'None';

export function headingText(leads: string[]): string {
  return `${leadsText(leads.length)}: ${leads.join(', ')}`;
}
