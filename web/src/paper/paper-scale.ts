/** Grid, trace, calibration pulse and calipers all take the scale from one of these, so they cannot disagree. */
export interface PaperScale {
  mmPerSecond: number;
  mmPerMillivolt: number;
}

export const speedsMmPerSecond = [25, 50] as const;
export const gainsMmPerMillivolt = [5, 10, 20] as const;

/** That of clinical ECG paper. */
export const standardScale: PaperScale = { mmPerSecond: 25, mmPerMillivolt: 10 };

export const smallSquareMm = 1;
export const largeSquareMm = 5;

/** The calibration pulse that stands before every row: 1 mV for 0.2 s. */
export const calibrationPulse = { millivolts: 1, seconds: 0.2 };

/** Up to the next thick line of the grid. */
export function roundUpToSquare(mm: number): number {
  return Math.ceil(mm / largeSquareMm - 1e-9) * largeSquareMm;
}
