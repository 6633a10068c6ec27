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

/** Validated is what both say to be, the weights' card and the head: where one of them does not, it is not. */
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

function prevalenceOf(head: string, { heads }: ModelCard): number | null {
  if (!Array.isArray(heads)) return null;
  const described = (heads as { id?: unknown; training_prevalence?: unknown }[]).find(({ id }) => id === head);
  const prevalence = described?.training_prevalence;
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
