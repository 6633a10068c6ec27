/** The scale of clinical ECG paper. Grid and trace both take it from here, so they cannot disagree. */
export const mmPerSecond = 25;
export const mmPerMillivolt = 10;
export const smallSquareMm = 1;
export const largeSquareMm = 5;

/** The calibration pulse that stands before every row: 1 mV for 0.2 s. */
export const calibrationPulse = { millivolts: 1, seconds: 0.2 };
