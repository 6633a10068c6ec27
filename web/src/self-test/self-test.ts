import type { Leadwise, Prediction } from 'leadwise';
import type { SelfTestFailure } from '../screening/protocol';
import golden from './golden-answer.json';
import { goldenEcg } from './golden-ecg';
import { shippedWeights } from './shipped-weights';
import { selfTestText } from './self-test-text';

/** Natively and in every browser the answers agree within this. */
const largestDifference = 1e-4;

/** Why this browser must not predict, or null: it screens the built-in ECG with the shipped weights, just loaded. */
export function selfTestFailure(lw: Leadwise): SelfTestFailure {
  const problem = problemOf(lw);
  return problem === null ? null : { code: 'SelfTestFailed', message: problem };
}

function problemOf(lw: Leadwise): string | null {
  try {
    const { predictions, model } = lw.screen(goldenEcg(), { leads: 'all' });
    if (model.sha256 !== shippedWeights.sha256) return selfTestText.otherWeights(model.sha256, shippedWeights.sha256);
    return differenceIn(predictions);
  } catch (error) {
    return selfTestText.notScreened(String(error));
  }
}

function differenceIn(predictions: Prediction[]): string | null {
  for (const { head, probability: expected } of golden.predictions) {
    const found = predictions.find((prediction) => prediction.head === head)?.probability ?? NaN;
    // Not the other way round: a difference that is not a number must fail.
    if (!(Math.abs(found - expected) <= largestDifference)) return selfTestText.differs(head, found, expected);
  }
  return null;
}
