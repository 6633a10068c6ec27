import type { ModelCard, Prediction } from 'leadwise';
import type { EntryState } from '../screening/session';
import { taskResult } from '../validated/validated-answer';

/** The answer that stands for a record in the list. */
export interface ListedAnswer {
  prediction: Prediction;
  /** Whether it may be called a probability, as the result view calls it; else it is a score. */
  isProbability: boolean;
}

/** Of the record's first task; null where there is none. `card` is that of the weights in use, or null. */
export function listedAnswer(state: EntryState, card: ModelCard | null): ListedAnswer | null {
  if (state.kind !== 'screened') return null;
  const { predictions, model } = state.result;
  const [first] = predictions;
  if (!first) return null;
  const ownCard = card?.sha256 === model.sha256 ? card : null;
  const ofTask = predictions.filter(({ task }) => task === first.task);
  const validated = taskResult(ofTask, ownCard);
  return validated
    ? { prediction: validated.result.prediction, isProbability: true }
    : { prediction: first, isProbability: false };
}
