import { leadsText } from '../ui/leads-text';
import { shiftInterval, type ProbabilityInterval } from './prior-shift';
import type { ValidatedAnswer } from './validated-answer';

/** "4.2 %"; neither end is a certainty. */
export function percentText(probability: number): string {
  return `${percentNumber(probability)} %`;
}

function percentNumber(probability: number): string {
  const percent = 100 * probability;
  if (percent < 0.1) return 'under 0.1';
  if (percent > 99) return 'over 99';
  return percent < 10 ? percent.toFixed(1) : String(Math.round(percent));
}

export function intervalText({ low, high }: ProbabilityInterval): string {
  return `95 % interval ${percentNumber(low)} to ${percentText(high)}`;
}

export function thresholdText(threshold: number | null): string {
  return threshold === null ? 'The card states no threshold.' : `Threshold ${percentText(threshold)}.`;
}

/** What a probability is of: it holds where as many are ill as among the calibration's patients. */
export function prevalenceText({ trainingPrevalence }: ValidatedAnswer): string {
  return trainingPrevalence === null
    ? 'The card states no prevalence of its patients: no probability for other patients can be given.'
    : `Among patients of whom ${percentText(trainingPrevalence)} have the disease, as in the calibration.`;
}

export const intervalMeaning = 'The interval says how well the calibration is known, not how far this patient may differ.';

/** By Bayes' rule; null where nothing can be shifted. */
export function postTest(answer: ValidatedAnswer, preTestPercent: number | null): ProbabilityInterval | null {
  if (preTestPercent === null || answer.trainingPrevalence === null) return null;
  return shiftInterval(answer, answer.trainingPrevalence, preTestPercent / 100);
}

export function postTestText(shifted: ProbabilityInterval, preTestPercent: number): string {
  return `${postTestHead(shifted, preTestPercent)} (${intervalText(shifted)})`;
}

export function postTestHead({ probability }: ProbabilityInterval, preTestPercent: number): string {
  return `With ${preTestPercent} % before the ECG: ${percentText(probability)}`;
}

export const postTestMeaning =
  'By Bayes’ rule, moved once from the calibration’s prevalence; the threshold stays with the probability above. It supposes that ' +
  'these patients differ from the calibration’s in how many are ill and in nothing else.';

/** Whether the heads of one task say the same. */
export function agreementText(result: ValidatedAnswer, other: ValidatedAnswer): string {
  const leads = leadsText(other.prediction.leads);
  const said = `${leads}: ${percentText(other.probability)} (${intervalText(other)})`;
  if (result.positive === null || other.positive === null) return `${said}.`;
  if (result.positive === other.positive) return `${said}, on the same side of its threshold: they agree.`;
  return `${said}, on the other side of its threshold: they disagree.`;
}

export const preTestTitle = 'Probability before the ECG';
export const preTestNoneText = 'Not given';
export const preTestOwnText = 'Own value';
export const preTestHint = 'How frequent the disease is among patients like this one. Nothing is chosen beforehand.';
