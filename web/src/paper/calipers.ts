import type { PaperView } from './paper-canvas';
import type { PaperLayout, Strip } from './paper-layout';
import { leadTitle } from './shown-leads';

/** Two times and two levels on one strip. */
export interface Calipers {
  /** Which strip of the layout, and the lead it showed. */
  strip: number;
  title: string;
  /** Both lie on samples. */
  fromS: number;
  toS: number;
  /** From the strip's centre line; null while they follow the trace at both times. */
  levelsMv: { from: number; to: number } | null;
  marching: boolean;
}

export interface CaliperReading {
  intervalMs: number;
  perMinute: number;
  /** Null where there is no sample, or the time lies outside of the strip. */
  differenceMv: number | null;
}

/** An interval that recurs along the paper. */
export interface March {
  fromMm: number;
  everyMm: number;
}

/** Of a key or a press: fine, and coarse. In mV and in seconds. */
export const levelSteps = { fine: 0.01, coarse: 0.1 };
const coarseSamples = 10;

export function timeSteps(rateHz: number) {
  return { fine: 1 / rateHz, coarse: coarseSamples / rateHz };
}

const firstWidthS = 0.8;
const leastMarchMm = 1;

/** Over the middle of what is in view, on the longest strip that is drawn there. */
export function firstCalipers(layout: PaperLayout, rateHz: number, middleS: number): Calipers {
  const at = longestStrip(layout, middleS);
  const strip = layout.strips[at];
  const { startS, endS } = strip ?? layout;
  const lastS = endS - 1 / rateHz;
  const fromS = Math.max(startS, Math.min(middleS - firstWidthS / 2, lastS - firstWidthS));
  const toS = Math.min(fromS + firstWidthS, lastS);
  return onPaper({ strip: at, title: titleOf(strip), fromS, toS, levelsMv: null, marching: false }, layout, rateHz);
}

/** The rhythm strip where there is one; of strips as long as each other the first at that time. */
function longestStrip({ strips }: PaperLayout, timeS: number): number {
  const durations = strips.map(({ startS, endS }) => endS - startS);
  // Of a page that does not begin at 0 s they differ by what rounding makes of them.
  const longestS = Math.max(...durations) - 1e-6;
  const isThere = ({ startS, endS }: Strip) => startS <= timeS && timeS < endS;
  const there = strips.findIndex((strip, at) => (durations[at] ?? 0) > longestS && isThere(strip));
  return there >= 0 ? there : Math.max(0, durations.findIndex((duration) => duration > longestS));
}

/** Where the paper has changed beneath them: on the same lead if it is still there, within its time, on samples. */
export function onPaper(calipers: Calipers, layout: PaperLayout, rateHz: number): Calipers {
  const title = (at: number) => titleOf(layout.strips[at]);
  const strips = layout.strips.map((_, at) => at).filter((at) => title(at) === calipers.title);
  const strip = strips.includes(calipers.strip) ? calipers.strip : (strips.at(-1) ?? longestStrip(layout, calipers.fromS));
  const lastS = lastSampleS(layout, rateHz);
  const widthS = Math.min(calipers.toS - calipers.fromS, lastS - layout.startS);
  const fromS = Math.max(layout.startS, Math.min(calipers.fromS, lastS - widthS));
  const levelsMv = title(strip) === calipers.title ? calipers.levelsMv : null;
  return { ...calipers, ...snapTimes(fromS, fromS + widthS, layout, rateHz), strip, title: title(strip), levelsMv };
}

export function lastSampleS({ endS }: PaperLayout, rateHz: number): number {
  return (Math.round(endS * rateHz) - 1) / rateHz;
}

/** To samples of the paper, at least one apart. */
function snapTimes(fromS: number, toS: number, layout: PaperLayout, rateHz: number) {
  const first = Math.round(layout.startS * rateHz);
  const last = Math.round(layout.endS * rateHz) - 1;
  const from = Math.min(Math.max(Math.round(fromS * rateHz), first), last - 1);
  const to = Math.min(Math.max(Math.round(toS * rateHz), from + 1), last);
  return { fromS: from / rateHz, toS: to / rateHz };
}

/** Neither time passes the other. */
export function withFrom(calipers: Calipers, fromS: number, layout: PaperLayout, rateHz: number): Calipers {
  const { toS } = calipers;
  return { ...calipers, ...snapTimes(Math.min(fromS, toS - 1 / rateHz), toS, layout, rateHz) };
}

export function withTo(calipers: Calipers, toS: number, layout: PaperLayout, rateHz: number): Calipers {
  const { fromS } = calipers;
  return { ...calipers, ...snapTimes(fromS, Math.max(toS, fromS + 1 / rateHz), layout, rateHz) };
}

/** Moves both; the interval stays. */
export function movedTo(calipers: Calipers, fromS: number, layout: PaperLayout, rateHz: number): Calipers {
  const widthS = calipers.toS - calipers.fromS;
  return onPaper({ ...calipers, fromS, toS: fromS + widthS }, layout, rateHz);
}

/** What a tap at a time on their own strip does: the nearer end goes there. */
export function nearerEndTo(calipers: Calipers, timeS: number, layout: PaperLayout, rateHz: number): Calipers {
  const isFirst = Math.abs(timeS - calipers.fromS) <= Math.abs(timeS - calipers.toS);
  return (isFirst ? withFrom : withTo)(calipers, timeS, layout, rateHz);
}

/** How far levels can go and still be on the paper. */
export function levelBounds({ baselineMm }: Strip, { heightMm, mmPerMillivolt }: PaperLayout) {
  return { least: (baselineMm - heightMm) / mmPerMillivolt, most: baselineMm / mmPerMillivolt };
}

/** Puts one end's level, on the paper; the other stays where it is, though its wave may be taller than the paper. */
export function withLevel(
  calipers: Calipers,
  levels: { from: number; to: number },
  moved: Partial<{ from: number; to: number }>,
  strip: Strip,
  layout: PaperLayout,
): Calipers {
  const { least, most } = levelBounds(strip, layout);
  const within = (mv: number) => Math.min(Math.max(mv, least), most);
  const onPaper = Object.fromEntries(Object.entries(moved).map(([end, mv]) => [end, within(mv)]));
  return { ...calipers, levelsMv: { ...levels, ...onPaper } };
}

/** Onto another strip, and if need be to its time. */
export function onStrip(calipers: Calipers, at: number, layout: PaperLayout, rateHz: number): Calipers {
  const strip = layout.strips[at];
  if (!strip) return calipers;
  const moved = { ...calipers, strip: at, title: titleOf(strip), levelsMv: null };
  const isOn = calipers.fromS >= strip.startS && calipers.toS < strip.endS;
  return isOn ? moved : movedTo(moved, (strip.startS + strip.endS - calipers.toS + calipers.fromS) / 2, layout, rateHz);
}

export function stripAt({ strips, mmPerSecond }: PaperLayout, xMm: number, yMm: number): number {
  const nearest = strips
    .map((strip, at) => ({ at, strip, distanceMm: Math.abs(strip.baselineMm - yMm) }))
    .filter(({ strip }) => xMm >= strip.xMm && xMm < strip.xMm + (strip.endS - strip.startS) * mmPerSecond)
    .sort((a, b) => a.distanceMm - b.distanceMm);
  return nearest[0]?.at ?? -1;
}

/** The sample of the strip at a time, from its centre line; null where it is missing or not on the strip. */
export function sampleMv(strip: Strip, timeS: number, rateHz: number): number | null {
  const place = Math.round(timeS * rateHz);
  const isOn = place >= Math.round(strip.startS * rateHz) && place < Math.round(strip.endS * rateHz);
  const sample = strip.lead.samples_mv[place];
  return isOn && sample !== undefined && Number.isFinite(sample) ? sample - strip.centreMv : null;
}

/** The two levels, on the trace or where they were put. */
export function levelsOf({ levelsMv, fromS, toS }: Calipers, strip: Strip, rateHz: number) {
  return levelsMv ?? { from: sampleMv(strip, fromS, rateHz), to: sampleMv(strip, toS, rateHz) };
}

export function readingOf(calipers: Calipers, strip: Strip, rateHz: number): CaliperReading {
  const intervalS = calipers.toS - calipers.fromS;
  const { from, to } = levelsOf(calipers, strip, rateHz);
  const differenceMv = from === null || to === null ? null : to - from;
  return { intervalMs: intervalS * 1000, perMinute: 60 / intervalS, differenceMv };
}

export function placeMm(strip: Strip, { mmPerSecond }: PaperLayout, timeS: number): number {
  return strip.xMm + (timeS - strip.startS) * mmPerSecond;
}

export function timeAt(strip: Strip, { mmPerSecond }: PaperLayout, xMm: number): number {
  return strip.startS + (xMm - strip.xMm) / mmPerSecond;
}

export function marchOf({ fromS, toS, marching }: Calipers, strip: Strip, layout: PaperLayout): March | null {
  const everyMm = (toS - fromS) * layout.mmPerSecond;
  return marching && everyMm >= leastMarchMm ? { fromMm: placeMm(strip, layout, fromS), everyMm } : null;
}

/** Where the interval recurs in view, but for the two places of the calipers themselves. */
export function marchPlaces({ fromMm, everyMm }: March, { leftMm, rightMm }: Pick<PaperView, 'leftMm' | 'rightMm'>): number[] {
  const places: number[] = [];
  for (let step = Math.ceil((leftMm - fromMm) / everyMm); fromMm + step * everyMm <= rightMm; ++step) {
    if (step !== 0 && step !== 1) places.push(fromMm + step * everyMm);
  }
  return places;
}

function titleOf(strip: Strip | undefined): string {
  return strip ? leadTitle(strip.lead) : '';
}
