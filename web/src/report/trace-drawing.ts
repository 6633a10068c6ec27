import type { EcgRecord } from 'leadwise';
import { calibrationPulse, leadTitle, mmPerMillivolt, mmPerSecond, rowStartMm, samplesBetween } from './paper-source';
import type { TraceLayout, TraceStrip } from './trace-layout';

/** x and y in turn, in mm from the upper left corner of the paper. */
export type Polyline = number[];

/** What is drawn on the grid, for whatever draws lines: a PDF page or an SVG. */
export interface TraceDrawing {
  pulses: Polyline[];
  traces: Polyline[];
  /** Where one lead follows another in the same row. */
  ticks: Polyline[];
  labels: { text: string; xMm: number; yMm: number }[];
  /** True where a wave is higher than the paper and so is cut off at its edge. */
  cutOff: boolean;
}

export function drawTrace(record: EcgRecord, layout: TraceLayout): TraceDrawing {
  const traces = layout.strips.flatMap((strip) => polylinesOf(record, strip));
  return {
    pulses: layout.baselinesMm.map(pulseAt),
    traces,
    ticks: layout.strips.filter(({ xMm }) => xMm > rowStartMm).flatMap(ticksOf),
    labels: layout.strips.map(({ lead, xMm, baselineMm, labelMm }) => ({
      text: leadTitle(lead),
      xMm: xMm + 1.2,
      yMm: baselineMm - labelMm,
    })),
    cutOff: traces.some((line) => line.some((mm, index) => index % 2 === 1 && (mm < 0 || mm > layout.heightMm))),
  };
}

function pulseAt(baselineMm: number): Polyline {
  const endMm = rowStartMm - 2;
  const startMm = endMm - calibrationPulse.seconds * mmPerSecond;
  const topMm = baselineMm - calibrationPulse.millivolts * mmPerMillivolt;
  const left = [startMm - 1, baselineMm, startMm, baselineMm, startMm, topMm];
  return [...left, endMm, topMm, endMm, baselineMm, endMm + 1, baselineMm];
}

/** Missing samples are gaps; a lone sample between two gaps is a dot, a line of no length. */
function polylinesOf(record: EcgRecord, strip: TraceStrip): Polyline[] {
  const mmPerSample = mmPerSecond / record.sampling_rate_hz;
  const lines: Polyline[] = [];
  let line: Polyline = [];
  samplesBetween(record, strip.lead, strip.startS, strip.endS).forEach((sample, index) => {
    if (!Number.isFinite(sample)) line = [];
    else {
      if (line.length === 0) lines.push(line);
      line.push(strip.xMm + index * mmPerSample, strip.baselineMm - (sample - strip.centreMv) * mmPerMillivolt);
    }
  });
  return lines.map((points) => (points.length === 2 ? [...points, ...points] : points));
}

function ticksOf({ xMm, baselineMm }: TraceStrip): Polyline[] {
  return [
    [xMm, baselineMm - 10, xMm, baselineMm - 7],
    [xMm, baselineMm + 4, xMm, baselineMm + 7],
  ];
}

export function gridLines(widthMm: number, heightMm: number, everyMm: number): Polyline[] {
  const lines: Polyline[] = [];
  for (let x = 0; x <= widthMm; x += everyMm) lines.push([x, 0, x, heightMm]);
  for (let y = 0; y <= heightMm; y += everyMm) lines.push([0, y, widthMm, y]);
  return lines;
}
