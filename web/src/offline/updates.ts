/** What of the page the browser keeps, and whether a newer version waits to be used. Dispatches `change` when either changes. */
export interface Updates extends EventTarget {
  /** All of the page is there without a network. */
  readonly kept: boolean;
  readonly waiting: boolean;
  /** Begins to look for newer versions. */
  watch(): void;
  /** Uses the newer version at once: the page is loaded again. */
  apply(): void;
}
