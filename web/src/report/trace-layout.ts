import type { EcgRecord } from 'leadwise';
import {
  type DrawnLead,
  centreOf,
  labelFootMm,
  labelHeightMm,
  labelSecondsOf,
  largeSquareMm,
  mmPerMillivolt,
  mmPerSecond,
  rowStartMm,
  samplesBetween,
  smallSquareMm,
  swingOf,
} from './paper-source';
import { type RowStrip, rowSeconds, type TraceRows, traceRows } from './trace-rows';

/** A stretch of one lead at its place. */
export interface TraceStrip {
  lead: DrawnLead;
  startS: number;
  endS: number;
  xMm: number;
  baselineMm: number;
  /** The constant, in mV, that is subtracted so that the lead sits on its line. */
  centreMv: number;
  /** Foot of the label above the baseline. */
  labelMm: number;
}

export interface TraceLayout extends Omit<TraceRows, 'rows'> {
  widthMm: number;
  heightMm: number;
  strips: TraceStrip[];
  /** Where the rows' lines are; each begins with a calibration pulse. */
  baselinesMm: number[];
  startS: number;
}

export const traceWidthMm = rowStartMm + rowSeconds * mmPerSecond + 5;
const usualRowMm = 25;
const leastRowMm = 13;

/** How far a row reaches from its baseline, its labels included. */
interface Reach {
  aboveMm: number;
  belowMm: number;
}

/** The page of the recording that begins at `startS`, no higher than asked for: rows then stand closer together. */
export function layOutTrace(record: EcgRecord, startS: number, mostMm: number): TraceLayout {
  const { rows, leftOut, simultaneous, endS } = traceRows(record, startS);
  const placed = rows.map((row) => row.map((strip) => placedStrip(record, strip, startS, endS)));
  const { baselinesMm, heightMm } = placeRows(
    placed.map((row) => widest(row.map(({ reach }) => reach))),
    mostMm,
  );
  const strips = placed.flatMap((row, index) =>
    row.map(({ strip }) => ({ ...strip, baselineMm: baselinesMm[index] ?? 0 })),
  );
  return { widthMm: traceWidthMm, heightMm, strips, baselinesMm, leftOut, simultaneous, startS, endS };
}

function placedStrip(
  record: EcgRecord,
  { lead, startS, endS, offsetS }: RowStrip,
  pageStartS: number,
  pageEndS: number,
) {
  const page = samplesBetween(record, lead, pageStartS, pageEndS);
  const centreMv = centreOf(page);
  const swing = swingOf(centreMv, samplesBetween(record, lead, startS, endS));
  const beginning = swingOf(centreMv, samplesBetween(record, lead, startS, startS + labelSecondsOf(lead)));
  const labelMm = labelFootMm(beginning, mmPerMillivolt);
  const xMm = rowStartMm + offsetS * mmPerSecond;
  const strip: Omit<TraceStrip, 'baselineMm'> = { lead, startS, endS, xMm, centreMv: swing.centreMv, labelMm };
  const aboveMm = Math.max(swing.aboveMv * mmPerMillivolt, labelMm + labelHeightMm);
  return { strip, reach: { aboveMm, belowMm: Math.max(swing.belowMv * mmPerMillivolt, -labelMm) } };
}

function widest(reaches: Reach[]): Reach {
  return {
    aboveMm: Math.max(...reaches.map(({ aboveMm }) => aboveMm)),
    belowMm: Math.max(...reaches.map(({ belowMm }) => belowMm)),
  };
}

/** As far apart as the waves need; where that is too much, tall waves run into other rows, as on paper. */
function placeRows(reaches: Reach[], mostMm: number): { baselinesMm: number[]; heightMm: number } {
  const wanted = reaches.map(({ aboveMm }, index) => {
    const neededMm = (reaches[index - 1]?.belowMm ?? 0) + aboveMm + smallSquareMm;
    return Math.max(Math.ceil(neededMm), index === 0 ? 3 * largeSquareMm : usualRowMm);
  });
  const lastMm = Math.max((reaches.at(-1)?.belowMm ?? 0) + smallSquareMm, 2 * largeSquareMm);
  const distancesMm = squeezed(onThickLines([...wanted, lastMm], mostMm), mostMm);
  const baselinesMm = distancesMm.slice(0, -1).map((_, index) => sum(distancesMm.slice(0, index + 1)));
  return { baselinesMm, heightMm: Math.min(Math.ceil(sum(distancesMm)), mostMm) };
}

/** Baselines on the lines of the large squares, where there is room for it. */
function onThickLines(wantedMm: number[], mostMm: number): number[] {
  const rounded = wantedMm.map((mm) => Math.ceil(mm / largeSquareMm) * largeSquareMm);
  return sum(rounded) <= mostMm ? rounded : wantedMm;
}

/** What each distance has above the least is cut in one proportion. Whole millimetres, so that they fall on the grid. */
function squeezed(wantedMm: number[], mostMm: number): number[] {
  const leastMm = Math.min(leastRowMm, Math.floor(mostMm / wantedMm.length));
  const spareMm = mostMm - leastMm * wantedMm.length;
  const wantedSpareMm = sum(wantedMm.map((mm) => Math.max(0, mm - leastMm)));
  const share = wantedSpareMm > 0 ? Math.min(1, spareMm / wantedSpareMm) : 1;
  return wantedMm.map((mm) => Math.floor(leastMm + Math.max(0, mm - leastMm) * share));
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
