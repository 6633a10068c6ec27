import type { Failure } from './protocol';

/** Names the cause where the error, or what a call was rejected with, has one; anything else means that the module itself stopped. */
export function failureOf(error: unknown): Failure {
  if (error instanceof CallFailed) return error.failure;
  const { code, message, offset } = error as Partial<Failure>;
  if (typeof code === 'string') return { code, message: message ?? '', offset: offset ?? null };
  return { code: 'ModuleStopped', message: String(error), offset: null };
}

/** Carries a Failure through promises. */
export class CallFailed extends Error {
  /** True where the worker stopped at another call and took this one with it. */
  readonly ofAnother: boolean;

  constructor(
    readonly failure: Failure,
    { ofAnother = false } = {},
  ) {
    super(`${failure.code}: ${failure.message}`);
    this.ofAnother = ofAnother;
  }
}

/** Of an ECG that is no longer in the list. */
export function closedMeanwhile(): CallFailed {
  return new CallFailed({ code: 'RecordsChanged', message: 'it was closed while it was read', offset: null });
}

/** A script, the module or the weights did not come, or came damaged. */
export function pagePartMissing(message: string): Failure {
  return { code: 'PagePartMissing', message, offset: null };
}

/** After these the WebAssembly instance is unusable, and with it the worker. */
export function endsWorker(failure: Failure): boolean {
  return failure.code === 'ModuleStopped' || failure.code === 'OutOfMemory';
}
