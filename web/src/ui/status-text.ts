import { say } from '../languages/translation';
import type { EntryState } from '../screening/session';
import { scoreOf } from './score';

export type StatusKind = 'waiting' | 'scored' | 'abstained' | 'question' | 'failed';

/** A record's state in the list, in a word or two; of several scores the first. */
export function statusOf(state: EntryState): { kind: StatusKind; text: string } {
  const kind = statusKindOf(state);
  if (kind === 'waiting') return { kind, text: say(state.kind === 'working' ? 'status.reading' : 'status.waiting') };
  if (kind === 'failed') return { kind, text: say('status.error') };
  if (kind === 'question') return { kind, text: say('status.question') };
  const first = state.kind === 'screened' ? state.result.predictions[0] : undefined;
  if (!first) return { kind, text: say('status.no_score') };
  return { kind, text: say('status.score', { leads: first.leads, score: scoreOf(first.probability) }) };
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
