import type { EcgRecord } from 'leadwise';
import { type PaperLayout, type Strip, rowStartMm, samplesBetween } from './paper-layout';
import { labelHeightMm } from './strip-label';
import { calibrationPulse, largeSquareMm, mmPerMillivolt, mmPerSecond, smallSquareMm } from './paper-scale';

export interface PaperColours {
  paper: string;
  smallSquare: string;
  largeSquare: string;
  trace: string;
  mark: string;
}

const traceWidthMm = 0.32;
const leastTracePixels = 1.5;

/** Draws on a canvas whose pixels are `pixelsPerMm` (a whole number, so that grid lines fall on pixels) to the mm. */
export class PaperDrawing {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly pixelsPerMm: number,
    private readonly colours: PaperColours,
  ) {}

  draw(record: EcgRecord, layout: PaperLayout): void {
    this.#drawGrid(layout);
    // The trace comes last: nothing may hide a wave.
    for (const strip of layout.strips) this.#drawColumnStart(strip);
    for (const strip of layout.strips) this.#drawLabel(strip);
    // Grid lines start on whole pixels, so their middles, where the trace is to run, lie half a line further.
    this.context.translate(this.#gridLinePixels / 2, this.#gridLinePixels / 2);
    this.#prepareTrace();
    for (const baselineMm of layout.baselinesMm) this.#drawCalibrationPulse(baselineMm);
    for (const strip of layout.strips) this.#drawStrip(record, strip);
  }

  #drawGrid({ widthMm, heightMm }: PaperLayout): void {
    this.context.fillStyle = this.colours.paper;
    this.context.fillRect(0, 0, widthMm * this.pixelsPerMm, heightMm * this.pixelsPerMm);
    this.#drawLines(widthMm, heightMm, smallSquareMm, this.colours.smallSquare);
    this.#drawLines(widthMm, heightMm, largeSquareMm, this.colours.largeSquare);
  }

  get #gridLinePixels(): number {
    return Math.max(1, Math.round(this.pixelsPerMm / 8));
  }

  #drawLines(widthMm: number, heightMm: number, everyMm: number, colour: string): void {
    const [scale, thickness] = [this.pixelsPerMm, this.#gridLinePixels];
    this.context.fillStyle = colour;
    for (let x = 0; x <= widthMm; x += everyMm) this.context.fillRect(x * scale, 0, thickness, heightMm * scale);
    for (let y = 0; y <= heightMm; y += everyMm) this.context.fillRect(0, y * scale, widthMm * scale, thickness);
  }

  #prepareTrace(): void {
    this.context.strokeStyle = this.colours.trace;
    this.context.lineWidth = Math.max(leastTracePixels, traceWidthMm * this.pixelsPerMm);
    this.context.lineJoin = 'round';
    this.context.lineCap = 'round';
  }

  #drawCalibrationPulse(baselineMm: number): void {
    const heightMm = calibrationPulse.millivolts * mmPerMillivolt;
    const endMm = rowStartMm - 2;
    const startMm = endMm - calibrationPulse.seconds * mmPerSecond;
    this.context.beginPath();
    this.#lineTo(startMm - 1, baselineMm);
    this.#lineTo(startMm, baselineMm);
    this.#lineTo(startMm, baselineMm - heightMm);
    this.#lineTo(endMm, baselineMm - heightMm);
    this.#lineTo(endMm, baselineMm);
    this.#lineTo(endMm + 1, baselineMm);
    this.context.stroke();
  }

  /** Missing samples are gaps; a lone sample between two gaps is a dot. */
  #drawStrip(record: EcgRecord, strip: Strip): void {
    const samples = samplesBetween(record, strip.lead, strip.startS, strip.endS);
    const mmPerSample = mmPerSecond / record.sampling_rate_hz;
    let penDown = false;
    this.context.beginPath();
    samples.forEach((sample, index) => {
      const missing = !Number.isFinite(sample);
      const xMm = strip.xMm + index * mmPerSample;
      const yMm = strip.baselineMm - (sample - strip.centreMv) * mmPerMillivolt;
      if (!missing && !penDown) this.#moveTo(xMm, yMm);
      if (!missing) this.#lineTo(xMm, yMm);
      penDown = !missing;
    });
    this.context.stroke();
  }

  /** A tick where one lead follows another in the same row. */
  #drawColumnStart({ xMm, baselineMm }: Strip): void {
    if (xMm === rowStartMm) return;
    this.context.strokeStyle = this.colours.mark;
    this.context.lineWidth = this.#gridLinePixels;
    this.context.beginPath();
    this.#moveTo(xMm, baselineMm - 10);
    this.#lineTo(xMm, baselineMm - 7);
    this.#moveTo(xMm, baselineMm + 4);
    this.#lineTo(xMm, baselineMm + 7);
    this.context.stroke();
  }

  #drawLabel({ lead, xMm, baselineMm, labelMm }: Strip): void {
    const scale = this.pixelsPerMm;
    const [x, y] = [(xMm + 1.2) * scale, (baselineMm - labelMm) * scale];
    this.context.font = `600 ${labelHeightMm * scale}px system-ui, sans-serif`;
    this.context.fillStyle = this.colours.trace;
    this.context.fillText(lead.name ?? lead.label, x, y);
  }

  #moveTo(xMm: number, yMm: number): void {
    this.context.moveTo(xMm * this.pixelsPerMm, yMm * this.pixelsPerMm);
  }

  #lineTo(xMm: number, yMm: number): void {
    this.context.lineTo(xMm * this.pixelsPerMm, yMm * this.pixelsPerMm);
  }
}
