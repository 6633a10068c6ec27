import type { Updates } from './updates';

/** Of a file there are none. */
export class NoUpdates extends EventTarget implements Updates {
  readonly waiting = false;

  watch(): void {}

  apply(): void {}
}
