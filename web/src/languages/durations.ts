import { leftToRight, numberText } from './numbers';
import { say } from './translation';

/** Up to here nobody has to work out what a number of seconds is. */
const mostSeconds = 120;

/** "10 s", "30 min", "2 min 30 s", "24 h 0 min": the signs of the units are the same in every language. */
export function durationText(durationS: number): string {
  if (durationS < mostSeconds) return leftToRight(`${numberText(hundredths(durationS))} s`);
  const wholeS = Math.round(durationS);
  const [hours, minutes, seconds] = partsOf(wholeS);
  if (hours > 0) return leftToRight(`${hours} h ${minutes} min`);
  return leftToRight(seconds > 0 ? `${minutes} min ${seconds} s` : `${minutes} min`);
}

/** "0–10 s of 24 s", and of long recordings "1:02:10–1:02:20 of 24 h 0 min". */
export function stretchText(startS: number, endS: number, durationS: number): string {
  if (durationS < mostSeconds) {
    const text = (value: number) => numberText(hundredths(value));
    return say('paper.stretch', { start: text(startS), end: text(endS), all: text(durationS) });
  }
  return say('paper.stretch_of_long', { start: clockText(startS), end: clockText(endS), all: durationText(durationS) });
}

/** Hours, minutes and seconds since the recording began. */
function clockText(timeS: number): string {
  const [hours, minutes, seconds] = partsOf(Math.round(timeS));
  return [hours, minutes, seconds].map((part, place) => String(part).padStart(place === 0 ? 1 : 2, '0')).join(':');
}

function partsOf(wholeS: number): [hours: number, minutes: number, seconds: number] {
  return [Math.floor(wholeS / 3600), Math.floor(wholeS / 60) % 60, wholeS % 60];
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
