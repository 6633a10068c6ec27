import type { EntryState } from '../screening/session';
import { scoreOf } from './score';

export type StatusKind = 'waiting' | 'scored' | 'abstained' | 'question' | 'failed';

/** A record's state in the list, in a word or two; of several scores the first. */
export function statusOf(state: EntryState): { kind: StatusKind; text: string } {
  const kind = statusKindOf(state);
  if (kind === 'waiting') return { kind, text: state.kind === 'working' ? 'Reading' : 'Waiting' };
  if (kind === 'failed') return { kind, text: 'Error' };
  if (kind === 'question') return { kind, text: 'Question' };
  const first = state.kind === 'screened' ? state.result.predictions[0] : undefined;
  return { kind, text: first ? `${first.leads} leads: ${scoreOf(first.probability)}` : 'No score' };
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
