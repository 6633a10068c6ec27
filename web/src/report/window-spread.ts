import type { Prediction } from 'leadwise';

/** How far the windows of a long recording differ, the answer being their median. */
export interface WindowSpread {
  count: number;
  lowest: number;
  highest: number;
}

/** With the probabilities as `valueOf` exports them; null where the answer is of one window. */
export function windowSpread({ windows }: Prediction, valueOf: (probability: number) => number): WindowSpread | null {
  const { count, lowest_probability, highest_probability } = windows;
  return count > 1 ? { count, lowest: valueOf(lowest_probability), highest: valueOf(highest_probability) } : null;
}
