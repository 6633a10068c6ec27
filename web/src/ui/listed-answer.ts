import type { ModelCard, Prediction } from 'leadwise';
import type { EntryState } from '../screening/session';
import { taskResult } from '../validated/validated-answer';

/** The answer that stands for a record in the list. */
export interface ListedAnswer {
  prediction: Prediction;
  /** Whether it may be called a probability, as the result view calls it; else it is a score. */
  isProbability: boolean;
}

/** What the weights answer, in the order of their card. */
export function tasksOf(card: ModelCard | null): string[] {
  const heads = Array.isArray(card?.heads) ? (card.heads as { task?: unknown }[]) : [];
  return [...new Set(heads.map(({ task }) => task).filter((task) => typeof task === 'string'))];
}

/** The task of all rows, so that they can be compared: pulmonary hypertension where it is asked for, else the first. */
export function listedTask(tasks: string[]): string | undefined {
  return tasks.includes('ph_detection') ? 'ph_detection' : tasks[0];
}

/** Of the listed task; null where that has none. `card` is that of the weights in use, or null. */
export function listedAnswer(state: EntryState, card: ModelCard | null): ListedAnswer | null {
  if (state.kind !== 'screened') return null;
  const { predictions, model } = state.result;
  const ownCard = card?.sha256 === model.sha256 ? card : null;
  const known = tasksOf(ownCard);
  const task = listedTask(known.length > 0 ? known : predictions.map((prediction) => prediction.task));
  const ofTask = predictions.filter((prediction) => prediction.task === task);
  const [first] = ofTask;
  if (!first) return null;
  const validated = taskResult(ofTask, ownCard);
  return validated
    ? { prediction: validated.result.prediction, isProbability: true }
    : { prediction: first, isProbability: false };
}
