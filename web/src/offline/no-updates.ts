import type { Updates } from './updates';

/** Of a file there are none, and all of it is there. */
export class NoUpdates extends EventTarget implements Updates {
  readonly kept = true;
  readonly waiting = false;

  watch(): void {}

  apply(): void {}
}
