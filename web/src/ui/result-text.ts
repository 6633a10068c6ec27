import type { Prediction } from 'leadwise';
import { leadsText } from './leads-text';
import { scoreOf } from './score';

/** Sentences that stand beside answers, on the page and in everything that is exported from it. */
export const researchUseText = 'Research use only';
export const notADeviceText = 'Not a medical device; not for the diagnosis or care of patients.';
export const lowScoreText = 'A low score does not exclude pulmonary hypertension:';
/** Of validated weights, whose answers may be either. */
export const lowProbabilityText = 'A low score or probability does not exclude pulmonary hypertension:';
export const lowScoreReasonText = 'many patients have normal ECGs. If suspicion remains: echocardiography.';
export const untestedWeightsText = 'These weights were never tested on catheterised patients.';
export const noChanceText = 'It is not the chance of a disease.';
export const noScoreTitle = 'No score for this ECG';
export const noScoreText =
  'This says nothing about the patient, in either direction. If PH is suspected: echocardiography.';

/** "97 of 100": never a percentage. */
export function scoreText(probability: number): string {
  return `${scoreOf(probability)} of 100`;
}

/** Of a long recording: its windows need not agree. */
export function spreadText({ count, lowest_probability, highest_probability }: Prediction['windows']): string {
  const [lowest, highest] = [scoreOf(lowest_probability), scoreOf(highest_probability)];
  return `Median of ${count} windows of 10 s, ${lowest} to ${highest}`;
}

/** Only where the weights' card holds a threshold. */
export function findingText(positive: boolean): string {
  return positive
    ? 'Pattern found.'
    : 'Pattern not found. This does not exclude PH: many patients have normal ECGs. ' +
        'If suspicion remains: echocardiography.';
}

/** Of two classifiers of one task: they look at different leads and need not agree. */
export function scoresDifferText(one: Prediction, other: Prediction): string {
  const apart = Math.abs(scoreOf(one.probability) - scoreOf(other.probability));
  const both = `${leadsText(one.leads)} and ${leadsText(other.leads)}`;
  return apart === 0 ? `${both} score alike.` : `${both} score ${apart} of 100 apart.`;
}

export function refusedText(leads: number): string {
  return `${leadsText(leads)}: no score`;
}

export function untriedFormatText(format: string): string {
  return (
    `Reading ${format.toUpperCase()} was made from the format’s description and never tried on a file of a real ` +
    'device. Leads or amplitudes may be wrong: compare with the device’s own print. No score is given.'
  );
}
