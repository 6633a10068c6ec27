import type { ReadOptions, ScreenResult } from 'leadwise';
import type { Failure } from './protocol';
import type { SourceRecord } from './record-grouping';

export type EntryState =
  | { kind: 'waiting' }
  | { kind: 'working' }
  | { kind: 'screened'; result: ScreenResult }
  | { kind: 'failed'; failure: Failure };

/** One opened record. Replaced, never changed, when its state changes. */
export interface Entry extends SourceRecord {
  id: number;
  /** Which opening of files it came with. */
  opening: number;
  options: ReadOptions;
  state: EntryState;
}

export function isDone({ state }: Entry): boolean {
  return state.kind === 'screened' || state.kind === 'failed';
}

/** What may be read at another time: a stick was pulled out, memory was full, the reader stopped. */
export function mayBeReadLater({ state }: Entry): boolean {
  const causes = ['FileNotReadable', 'OutOfMemory', 'ModuleStopped', 'PagePartMissing'];
  return state.kind === 'failed' && causes.includes(state.failure.code);
}

/** A file that was opened later may be what this one lacked. */
export function lacksParts({ state }: Entry): boolean {
  return state.kind === 'failed' && (state.failure.code === 'MissingFile' || state.failure.code === 'UnknownFormat');
}

/** In a folder or an archive lies much that is no ECG: it is counted, not listed. */
export function isNoEcgOfFolder({ folder }: Entry, state: EntryState): boolean {
  return state.kind === 'failed' && state.failure.code === 'UnknownFormat' && folder !== '';
}
