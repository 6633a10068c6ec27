/** Whether a newer version of the page waits to be used. Dispatches `change` when one has arrived. */
export interface Updates extends EventTarget {
  readonly waiting: boolean;
  /** Begins to look for newer versions. */
  watch(): void;
  /** Uses the newer version at once: the page is loaded again. */
  apply(): void;
}
