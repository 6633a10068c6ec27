import type { CaliperReading } from './calipers';

/** "1.234 s", from the start of what is shown. */
export function timeText(timeS: number): string {
  return `${timeS.toFixed(3)} s`;
}

/** "−0.25 mV": from the lead's centre line. */
export function levelText(levelMv: number): string {
  return `${signed(levelMv)} mV`;
}

export function intervalText({ intervalMs }: CaliperReading): string {
  return `${Math.round(intervalMs)} ms`;
}

export function rateText({ perMinute }: CaliperReading): string {
  return `${Math.round(perMinute)}/min`;
}

export function differenceText({ differenceMv }: CaliperReading): string {
  return differenceMv === null ? 'no sample here' : levelText(differenceMv);
}

function signed(mv: number): string {
  const rounded = mv.toFixed(2);
  return (Number(rounded) === 0 ? '0.00' : rounded).replace('-', '−');
}
