import type { LeadName, RecordLead } from 'leadwise';
import type { DrawnLead } from './derived-leads';
import { type PaperLayoutName, type PaperRow, possibleLayouts, rowsOf } from './paper-rows';
import { type PaperScale, calibrationPulse, roundUpToSquare, standardScale } from './paper-scale';
import { type Reach, placeRows, typicalReach, widest } from './row-places';
import { type DrawnSignal, type LeadOrder, type ShownLead, shownLeads } from './shown-leads';
import { labelFootMm, labelHeightMm, labelSecondsOf } from './strip-label';
import { centreOf, swingOf } from './swing';

/** A stretch of one lead, drawn at one place. */
export interface Strip {
  /** As it is drawn: −aVR has its own samples and label. */
  lead: DrawnLead;
  /** The standard lead that it shows, whichever way round. */
  standardLead: LeadName | null;
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

/** A plain description of a paper, for whatever draws it. */
export interface PaperLayout extends PaperScale {
  widthMm: number;
  heightMm: number;
  /** Where the rows begin; the calibration pulses stand before it. */
  rowStartMm: number;
  /** The time shown. */
  startS: number;
  endS: number;
  strips: Strip[];
  /** Where the rows' 0 mV lines are; each begins with a calibration pulse. */
  baselinesMm: number[];
}

export interface LayoutChoices extends PaperScale {
  /** Null for what is usual for the leads. */
  layout: PaperLayoutName | null;
  order: LeadOrder;
  /** Keys of leads that are switched off. */
  hidden: ReadonlySet<string>;
}

export const standardChoices: LayoutChoices = { ...standardScale, layout: null, order: 'standard', hidden: new Set() };

/** How much time a page shows: that of the model's windows, and of a printed page. */
export const pageSeconds = 10;

export const rightMarginMm = 5;
const beatGapMm = 10;
const beatRows = 3;

/** Lays out the page that starts at `startS`. All its strips share one time axis from left to right. */
export function layOutPaper(signal: DrawnSignal, startS: number, choices = standardChoices): PaperLayout {
  const durationS = Math.min(pageSeconds, signal.duration_s - startS);
  const rows = rowsOf(signal, layoutFor(signal, durationS, choices.layout), choices);
  return place(signal, { startS, durationS }, choices, columnCells(rows, { startS, durationS }, choices));
}

/** Lays out the whole recording, one lead a row. */
export function layOutWhole(signal: DrawnSignal, choices: LayoutChoices): PaperLayout {
  const span = { startS: 0, durationS: signal.duration_s };
  return place(signal, span, choices, columnCells(rowsOf(signal, '12x1', choices), span, choices));
}

/** Lays out an average beat: all leads at the same time, side by side and below each other. */
export function layOutBeat(beat: DrawnSignal, choices: LayoutChoices): PaperLayout {
  const span = { startS: 0, durationS: beat.duration_s };
  const leads = shownLeads(beat, choices.order).filter(({ key }) => !choices.hidden.has(key));
  const columnMm = roundUpToSquare(beat.duration_s * choices.mmPerSecond) + beatGapMm;
  const cells = leads.slice(0, beatRows).map((_, row) =>
    leads
      .filter((_, index) => index % beatRows === row)
      .map((shown, column) => ({ shown, startS: 0, endS: beat.duration_s, offsetMm: column * columnMm })),
  );
  return place(beat, span, choices, cells);
}

/** The layout asked for where the leads and the time allow it, else the usual one. */
export function layoutFor(signal: DrawnSignal, durationS: number, wanted: PaperLayoutName | null): PaperLayoutName {
  const possible = possibleLayouts(signal, durationS);
  return possible.find((layout) => layout === wanted) ?? possible[0] ?? '12x1';
}

export function samplesBetween(signal: DrawnSignal, lead: RecordLead, fromS: number, toS: number): Float32Array {
  const rate = signal.sampling_rate_hz;
  return lead.samples_mv.subarray(Math.round(fromS * rate), Math.round(toS * rate));
}

/** As wide as a calibration pulse needs it. */
export function rowStartMmAt(mmPerSecond: number): number {
  return 5 + calibrationPulse.seconds * mmPerSecond;
}

interface Span {
  startS: number;
  durationS: number;
}

/** A strip's place in its row. */
interface Cell {
  shown: ShownLead;
  startS: number;
  endS: number;
  offsetMm: number;
}

/** Columns divide the page's time, so every row is continuous in time from left to right. */
function columnCells(rows: PaperRow[], { startS, durationS }: Span, { mmPerSecond }: PaperScale): Cell[][] {
  return rows.map((row) => {
    const columnS = (row.length > 1 ? pageSeconds : durationS) / row.length;
    return row.flatMap((shown, column) => {
      const from = startS + column * columnS;
      const endS = Math.min(from + columnS, startS + durationS);
      return shown ? [{ shown, startS: from, endS, offsetMm: column * columnS * mmPerSecond }] : [];
    });
  });
}

function place(signal: DrawnSignal, span: Span, scale: PaperScale, cells: Cell[][]): PaperLayout {
  const rowStartMm = rowStartMmAt(scale.mmPerSecond);
  const rows = cells.map((row) => row.map((cell) => stripOf(signal, span, scale, cell)));
  const { baselinesMm, heightMm } = placeRows(rows.map((row) => widest(row.map(({ reach }) => reach))), scale);
  const strips = rows.flatMap((row, index) =>
    row.map(({ strip }) => ({ ...strip, xMm: rowStartMm + strip.xMm, baselineMm: baselinesMm[index] ?? 0 })),
  );
  const endsMm = cells.flat().map((cell) => cell.offsetMm + (cell.endS - cell.startS) * scale.mmPerSecond);
  const widthMm = rowStartMm + roundUpToSquare(Math.max(span.durationS * scale.mmPerSecond, ...endsMm)) + rightMarginMm;
  const { mmPerSecond, mmPerMillivolt } = scale;
  const endS = span.startS + span.durationS;
  return { mmPerSecond, mmPerMillivolt, widthMm, heightMm, rowStartMm, startS: span.startS, endS, strips, baselinesMm };
}

function stripOf(signal: DrawnSignal, { startS, durationS }: Span, { mmPerMillivolt }: PaperScale, cell: Cell) {
  const { lead, standardLead } = cell.shown;
  const centreMv = centreOf(samplesBetween(signal, lead, startS, startS + durationS));
  const beginning = samplesBetween(signal, lead, cell.startS, cell.startS + labelSecondsOf(lead));
  const labelMm = labelFootMm(swingOf(centreMv, beginning), mmPerMillivolt);
  const reach: Reach = typicalReach(
    pagesOf(cell).map(({ fromS, toS }) => {
      const swing = swingOf(centreMv, samplesBetween(signal, lead, fromS, toS));
      return {
        aboveMm: Math.max(swing.aboveMv * mmPerMillivolt, labelMm + labelHeightMm),
        belowMm: Math.max(swing.belowMv * mmPerMillivolt, -labelMm),
      };
    }),
  );
  const { startS: from, endS, offsetMm: xMm } = cell;
  return { strip: { lead, standardLead, startS: from, endS, xMm, centreMv, labelMm }, reach };
}

function pagesOf({ startS, endS }: Cell): { fromS: number; toS: number }[] {
  const count = Math.max(1, Math.ceil((endS - startS) / pageSeconds - 0.01));
  return Array.from({ length: count }, (_, page) => {
    const fromS = startS + page * pageSeconds;
    return { fromS, toS: page === count - 1 ? endS : fromS + pageSeconds };
  });
}
