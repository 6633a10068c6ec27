import type { ModelCard } from 'leadwise';
import { say } from '../languages/translation';
import type { Entry, EntryState } from '../screening/session';
import { percentText } from '../validated/probability-text';
import { listedAnswer, listedTask, tasksOf } from './listed-answer';
import { isScoreDoubtful } from './recording-quality';
import { scoreOf } from './score';
import { taskText } from './task-text';

export type StatusKind = 'waiting' | 'scored' | 'abstained' | 'question' | 'failed';

/** A record's state in the list, in a few words; its answer is called what the result view calls it. */
export function statusOf(state: EntryState, card: ModelCard | null): { kind: StatusKind; text: string } {
  const kind = statusKindOf(state);
  if (kind === 'waiting') return { kind, text: say(state.kind === 'working' ? 'status.reading' : 'status.waiting') };
  if (kind === 'failed') return { kind, text: say('status.error') };
  if (kind === 'question') return { kind, text: say('status.question') };
  const answer = listedAnswer(state, card);
  if (!answer) return { kind, text: say('status.no_score') };
  // Until the card is known nobody can say whether it is a score or a probability.
  if (!card) return { kind, text: say('status.reading') };
  const { leads, probability } = answer.prediction;
  if (!answer.isProbability) return { kind, text: say('status.score', { leads, score: scoreOf(probability) }) };
  return { kind, text: say('status.probability', { leads, percent: percentText(probability) }) };
}

/** What the rows' answers are of; null where the weights have one task, which the result names. */
export function listedTitle(card: ModelCard | null): string | null {
  const tasks = tasksOf(card);
  const task = listedTask(tasks);
  return task !== undefined && tasks.length > 1 ? taskText(task).title : null;
}

/** Whether a score is listed that something speaks against. */
export function isDoubtful({ state }: Entry): boolean {
  return state.kind === 'screened' && isScoreDoubtful(state.result);
}

export function statusKindOf(state: EntryState): StatusKind {
  if (state.kind === 'waiting' || state.kind === 'working') return 'waiting';
  if (state.kind === 'failed') return isQuestion(state.failure.code) ? 'question' : 'failed';
  return state.result.predictions.length > 0 ? 'scored' : 'abstained';
}

/** What the owner of the file can tell. */
function isQuestion(code: string): boolean {
  return code === 'UnitRequired' || code === 'SamplingRateRequired';
}
