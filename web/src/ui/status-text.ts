import type { EntryState } from '../screening/session';
import { scoreOf } from './score';

export type StatusKind = 'waiting' | 'scored' | 'abstained' | 'failed';

/** A record's state in the list, in a word or two; of several scores the first. */
export function statusOf(state: EntryState): { kind: StatusKind; text: string } {
  if (state.kind === 'waiting') return { kind: 'waiting', text: 'Waiting' };
  if (state.kind === 'working') return { kind: 'waiting', text: 'Reading' };
  if (state.kind === 'failed') return failed(state.failure.code);
  const [first] = state.result.predictions;
  return first
    ? { kind: 'scored', text: `${first.leads} leads: ${scoreOf(first.probability)}` }
    : { kind: 'abstained', text: 'No score' };
}

function failed(code: string): { kind: StatusKind; text: string } {
  const asks = code === 'UnitRequired' || code === 'SamplingRateRequired';
  return asks ? { kind: 'abstained', text: 'Question' } : { kind: 'failed', text: 'Error' };
}
