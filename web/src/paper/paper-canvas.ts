import type { Wave } from './wave-places';

export interface PaperColours {
  paper: string;
  smallSquare: string;
  largeSquare: string;
  trace: string;
  mark: string;
  caliper: string;
  /** What raised and lowered the score. */
  raised: string;
  lowered: string;
  /** The model's own curve. */
  decoded: string;
  waves: Record<Wave, string>;
}

/** What of the paper is to be seen, in its millimetres. */
export interface PaperView {
  leftMm: number;
  rightMm: number;
  topMm: number;
  bottomMm: number;
}

export function gridLinePixelsAt(pixelsPerMm: number): number {
  return Math.max(1, Math.round(pixelsPerMm / 8));
}
