import type { EcgRecord, RecordLead } from 'leadwise';
import { largeSquareMm, mmPerMillivolt, mmPerSecond, smallSquareMm } from './paper-scale';
import { labelFootMm, labelHeightMm, labelSeconds } from './strip-label';
import { type Swing, swingOf } from './swing';

/** A stretch of one lead, drawn at one place. All strips of a page share one time axis per column. */
export interface Strip {
  lead: RecordLead;
  /** Seconds from the start of the record. */
  startS: number;
  endS: number;
  xMm: number;
  baselineMm: number;
  /** The constant, in mV, that is subtracted so that the lead sits on its line. */
  centreMv: number;
  /** Foot of the label above the baseline. */
  labelMm: number;
}

export interface PaperLayout {
  widthMm: number;
  heightMm: number;
  strips: Strip[];
  /** Where the rows' 0 mV lines are; each begins with a calibration pulse. */
  baselinesMm: number[];
}

/** How much time a page shows: that of the model's windows, and of a printed page. */
export const pageSeconds = 10;

export const rowStartMm = 10;
const rightMarginMm = 5;
const usualRowMm = 25;
/** Beyond this, tall waves run into the neighbouring rows, as on paper. */
const largestRowMm = 60;
const shortestColumnedPageS = 9.5;

const twelve = [
  ['I', 'aVR', 'V1', 'V4'],
  ['II', 'aVL', 'V2', 'V5'],
  ['III', 'aVF', 'V3', 'V6'],
];
const limb = [
  ['I', 'aVR'],
  ['II', 'aVL'],
  ['III', 'aVF'],
];
const rhythmLead = 'II';

/** Which leads share which row: columns where the standard leads are all there, else one lead a row. */
export function rowsOf(record: EcgRecord, pageDurationS: number): RecordLead[][] {
  const named = new Map(record.leads.map((lead) => [lead.name as string | null, lead]));
  const grid = [twelve, limb].find((rows) => rows.flat().every((name) => named.has(name)));
  if (!grid || pageDurationS < shortestColumnedPageS) return record.leads.map((lead) => [lead]);
  const columns = grid.map((row) => row.map((name) => named.get(name)).filter((lead) => lead !== undefined));
  const rhythm = record.leads.filter(({ name }) => name === rhythmLead);
  const others = record.leads.filter(({ name }) => name === null || !grid.flat().includes(name));
  return [...columns, ...[...rhythm, ...others].map((lead) => [lead])];
}

/** Lays out the page that starts at `startS`. */
export function layOutPaper(record: EcgRecord, startS: number): PaperLayout {
  const durationS = Math.min(pageSeconds, record.duration_s - startS);
  const rows = rowsOf(record, durationS).map((leads) => stripsOfRow(record, leads, startS, durationS));
  const reaches = rows.map((row) => widest(row.map(({ reach }) => reach)));
  const baselinesMm = placeRows(reaches);
  const strips = rows.flatMap((row, index) =>
    row.map(({ strip }) => ({ ...strip, baselineMm: baselinesMm[index] ?? 0 })),
  );
  const bottomMm = Math.min(Math.max((reaches.at(-1)?.belowMm ?? 0) + smallSquareMm, 2 * largeSquareMm), largestRowMm);
  return {
    widthMm: rowStartMm + roundUp(durationS * mmPerSecond) + rightMarginMm,
    heightMm: roundUp((baselinesMm.at(-1) ?? 0) + bottomMm),
    strips,
    baselinesMm,
  };
}

/** How far a strip with its label reaches from its baseline. */
interface Reach {
  aboveMm: number;
  belowMm: number;
}

type PlacedStrip = { strip: Omit<Strip, 'baselineMm'>; reach: Reach };

/** Columns divide the page's time, so every row is continuous in time from left to right. */
function stripsOfRow(record: EcgRecord, leads: RecordLead[], startS: number, durationS: number): PlacedStrip[] {
  const columnS = (leads.length > 1 ? pageSeconds : durationS) / leads.length;
  return leads.map((lead, column) => {
    const from = startS + column * columnS;
    const to = Math.min(from + columnS, startS + durationS);
    const xMm = rowStartMm + column * columnS * mmPerSecond;
    const page = samplesBetween(record, lead, startS, startS + durationS);
    const swing = swingOf(page, samplesBetween(record, lead, from, to));
    const labelMm = labelFootMm(swingOf(page, samplesBetween(record, lead, from, from + labelSeconds)));
    const strip = { lead, startS: from, endS: to, xMm, centreMv: swing.centreMv, labelMm };
    return { strip, reach: reachOf(swing, labelMm) };
  });
}

function reachOf(swing: Swing, labelMm: number): Reach {
  return {
    aboveMm: Math.max(swing.aboveMv * mmPerMillivolt, labelMm + labelHeightMm),
    belowMm: Math.max(swing.belowMv * mmPerMillivolt, -labelMm),
  };
}

export function samplesBetween(record: EcgRecord, lead: RecordLead, fromS: number, toS: number): Float32Array {
  const rate = record.sampling_rate_hz;
  return lead.samples_mv.subarray(Math.round(fromS * rate), Math.round(toS * rate));
}

/** Rows stand 25 mm apart, further where a wave needs it. Baselines lie on thick grid lines. */
function placeRows(rows: Reach[]): number[] {
  let baselineMm = 0;
  return rows.map(({ aboveMm }, index) => {
    const neededMm = (rows[index - 1]?.belowMm ?? 0) + aboveMm + smallSquareMm;
    const usualMm = index === 0 ? 3 * largeSquareMm : usualRowMm;
    baselineMm += roundUp(Math.min(Math.max(usualMm, neededMm), largestRowMm));
    return baselineMm;
  });
}

function widest(reaches: Reach[]): Reach {
  return {
    aboveMm: Math.max(...reaches.map(({ aboveMm }) => aboveMm)),
    belowMm: Math.max(...reaches.map(({ belowMm }) => belowMm)),
  };
}

function roundUp(mm: number): number {
  return Math.ceil(mm / largeSquareMm - 1e-9) * largeSquareMm;
}
