import type { Attribution } from 'leadwise';
import type { AttributionBins } from './attribution-bins';
import { leadsText } from '../ui/leads-text';
import { scoreOf } from '../ui/score';
import { taskText } from '../ui/task-text';

export const attributionTitle = 'What moved the score';
export const reconstructionTitle = 'Reconstruction';
export const whyTitle = 'Why';
export const workingText = 'Working out what the score rests on…';
export const raisedText = 'above the line: raised the score';
export const loweredText = 'below the line: lowered it';
export const notThePatientText = 'What the model used of this ECG, not what ails the patient.';
export const decodedText = 'What the model’s decoder makes of it';
export const decodedMeaning =
  'It is drawn around each lead’s own mean, without the recording’s wandering: that is filtered away before the model. Mean squared error per ' +
  'lead, in units of the lead’s variance (0: the same curve, 1: no better than a flat line):';

/** "12 leads"; with the task's name where there are several. */
export function headTitle({ task, leads }: Attribution, all: Attribution[]): string {
  const count = leadsText(Object.keys(leads).length);
  return all.some((other) => other.task !== task) ? `${taskText(task).title}, ${count}` : count;
}

/** To which scale the bars are drawn. */
export function scaleText({ strongest, binS }: AttributionBins): string {
  if (!strongest.lead) return 'Nothing moved the score.';
  return (
    `Each bar is ${Math.round(1000 * binS)} ms of one lead; the tallest of all leads and all ten seconds, ` +
    `in ${strongest.lead} at ${strongest.atS.toFixed(2)} s, is ${shareText(strongest.share)} log odds. ` +
    'The trace is coloured along it, wider where more.'
  );
}

export function baselineText({ baseline_logit, logit }: Attribution): string {
  return `Counted from a flat line (${scoreAt(baseline_logit)} of 100) to this ECG (${scoreAt(logit)} of 100).`;
}

/** Of more than one window: which is explained. */
export function windowText({ window }: Attribution): string {
  const from = window.start_s;
  const to = from + window.samples / window.sampling_rate_hz;
  return `Only seconds ${from} to ${to} are explained: the ten with the median score.`;
}

export const showWindowText = 'Show them';

/** Leads that the score rests on and the file does not hold. */
export function derivedText(leads: string[]): string {
  return `Also used, derived from the limb leads and not on this paper: ${leads.join(', ')}.`;
}

/** What somebody who does not see the paper is told: the leads that moved the score most. */
export function describeAttribution({ leads }: Attribution): string {
  const strongest = Object.entries(leads)
    .sort(([, one], [, other]) => Math.abs(other.total) - Math.abs(one.total))
    .slice(0, 3)
    .map(([name, { total }]) => `${name} ${total > 0 ? 'raised' : 'lowered'} it by ${Math.abs(total).toFixed(2)}`);
  return ` What moved the score is drawn along the trace, in log odds: ${strongest.join(', ')}.`;
}

export function describeReconstruction(errors: { name: string; error: number }[]): string {
  const texts = errors.map(({ name, error }) => `${name} ${errorText(error)}`);
  return ` ${decodedText} is drawn under the trace, with mean squared errors: ${texts.join(', ')}.`;
}

export function errorText(error: number): string {
  return error.toFixed(2);
}

function scoreAt(logit: number): number {
  return scoreOf(1 / (1 + Math.exp(-logit)));
}

function shareText(share: number): string {
  return `${share > 0 ? '+' : '−'}${Math.abs(share).toPrecision(2)}`;
}
