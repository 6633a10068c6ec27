import type { ModelCard, Prediction } from 'leadwise';
import { describedHead } from './validated-answer';
import { inverseLogit, logit } from './prior-shift';

/**
 * What the classifier said before its calibration, 0 to 1: the same as after it where the card holds none. A calibration is made on
 * the leads and the patients of its validation, and holds for no others.
 */
export function uncalibrated({ head, probability }: Prediction, card: ModelCard): number {
  const { slope, intercept } = describedHead(head, card)?.calibration ?? {};
  if (typeof slope !== 'number' || typeof intercept !== 'number') return probability;
  return inverseLogit((logit(probability) - intercept) / slope);
}
