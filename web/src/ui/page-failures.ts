import type { Failure } from '../screening/protocol';

/**
 * Mistakes of the page's own scripts: what is on the screen after one may be half of what should be. Dispatches `change`
 * when one has happened or was put aside.
 */
export class PageFailures extends EventTarget {
  failure: Failure | null = null;
  /** The record that is shown, or is being drawn. */
  shownId: number | null = null;
  #failedId: number | null = null;

  /** Hears of those that nothing else catches: of events, timers and promises. */
  watch(): void {
    window.addEventListener('error', ({ error }) => error instanceof Error && this.report(error));
    window.addEventListener('unhandledrejection', ({ reason }) => reason instanceof Error && this.report(reason));
  }

  report(error: unknown): void {
    // The first is the cause, the others mostly what comes of it.
    if (!this.failure) this.#failedId = this.shownId;
    this.#become(this.failure ?? pageFailureOf(error));
  }

  /** Puts aside what happened while another record was shown. */
  forgetOthers(): void {
    if (this.#failedId !== this.shownId) this.forget();
  }

  forget(): void {
    this.#become(null);
  }

  #become(failure: Failure | null): void {
    if (this.failure === failure) return;
    this.failure = failure;
    this.dispatchEvent(new Event('change'));
  }
}

export function pageFailureOf(error: unknown): Failure {
  return { code: 'PageFailed', message: String(error), offset: null };
}
