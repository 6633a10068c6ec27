import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import type { CaliperReading } from './calipers';

/** "1.234 s", from the start of what is shown. */
export function timeText(timeS: number): string {
  return leftToRight(`${numberText(timeS, 3)} s`);
}

/** "−0.25 mV": from the lead's centre line. */
export function levelText(levelMv: number): string {
  return leftToRight(`${signed(levelMv)} mV`);
}

export function intervalText({ intervalMs }: CaliperReading): string {
  return leftToRight(`${Math.round(intervalMs)} ms`);
}

export function rateText({ perMinute }: CaliperReading): string {
  return leftToRight(`${Math.round(perMinute)}/min`);
}

export function differenceText({ differenceMv }: CaliperReading): string {
  return differenceMv === null ? say('calipers.no_sample') : levelText(differenceMv);
}

function signed(mv: number): string {
  return numberText(Number(mv.toFixed(2)) === 0 ? 0 : mv, 2);
}
