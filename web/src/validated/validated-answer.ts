import type { ModelCard, Prediction } from 'leadwise';
import type { ProbabilityInterval } from './prior-shift';

/** A prediction that may be called a probability. */
export interface ValidatedAnswer extends ProbabilityInterval {
  prediction: Prediction;
  threshold: number | null;
  positive: boolean | null;
  /** Of the calibration's patients; null where the card does not say it, or nothing could be shifted from it. */
  trainingPrevalence: number | null;
}

/** Validated is what all say to be, the weights' card and, of a calibrated head, the core: where one of them does not, it is not. */
export function isValidated(prediction: Prediction, card: ModelCard | null): boolean {
  return card?.clinically_validated === true && prediction.clinically_validated === true;
}

/**
 * Null for all but heads that were calibrated and validated, in weights whose card says the same: whatever is doubtful has
 * a score of 0 to 100.
 */
export function validatedAnswer(prediction: Prediction, card: ModelCard | null): ValidatedAnswer | null {
  const { probability, probability_low: low, probability_high: high, threshold, positive } = prediction;
  if (!isValidated(prediction, card) || !card || low === null || high === null) return null;
  return { prediction, probability, low, high, threshold, positive, trainingPrevalence: prevalenceOf(prediction.head, card) };
}

/** Whether both, card and head, claim to be validated, calibrated or not: who does is not called untested. */
export function claimsValidation({ head }: Prediction, card: ModelCard | null): boolean {
  return card?.clinically_validated === true && describedHead(head, card)?.clinically_validated === true;
}

interface DescribedHead {
  id?: unknown;
  training_prevalence?: unknown;
  clinically_validated?: unknown;
  calibration?: { slope?: unknown; intercept?: unknown } | null;
}

export function describedHead(head: string, { heads }: ModelCard): DescribedHead | undefined {
  return Array.isArray(heads) ? (heads as DescribedHead[]).find(({ id }) => id === head) : undefined;
}

function prevalenceOf(head: string, card: ModelCard): number | null {
  const prevalence = describedHead(head, card)?.training_prevalence;
  return typeof prevalence === 'number' && prevalence > 0 && prevalence < 1 ? prevalence : null;
}

/** Of one task: the calibrated head of the most leads is the result, the others stand beside it. */
export interface TaskResult {
  result: ValidatedAnswer;
  others: ValidatedAnswer[];
}

/** Null where no head of the task may be called a probability. */
export function taskResult(predictions: Prediction[], card: ModelCard | null): TaskResult | null {
  const answers = predictions
    .map((prediction) => validatedAnswer(prediction, card))
    .filter((answer) => answer !== null)
    .sort((one, other) => other.prediction.leads - one.prediction.leads);
  const [result, ...others] = answers;
  return result ? { result, others } : null;
}

/** The task whose answers a pre-test probability applies to: where several prevalences are, each is shifted from its own. */
export function canShift(answers: ValidatedAnswer[]): boolean {
  return answers.some(({ trainingPrevalence }) => trainingPrevalence !== null);
}
