import { type PaperView, gridLinePixelsAt } from './paper-canvas';
import type { PaperLayout, Strip } from './paper-layout';
import { calibrationPulse } from './paper-scale';
import { drawTrace } from './trace-line';

const traceWidthMm = 0.32;
const leastTracePixels = 1.5;
/** Lines that run out of the view are drawn to here. */
const overlapMm = 1;

/** Draws calibration pulses and strips in view, on a canvas whose origin is that of the whole paper. */
export class TraceDrawing {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly pixelsPerMm: number,
    private readonly colour: string,
    private readonly view: Pick<PaperView, 'leftMm' | 'rightMm'>,
  ) {}

  draw(layout: PaperLayout, samplingRateHz: number): void {
    this.context.save();
    // Grid lines start on whole pixels, so their middles, where the trace is to run, lie half a line further.
    const middle = gridLinePixelsAt(this.pixelsPerMm) / 2;
    this.context.translate(middle, middle);
    this.context.strokeStyle = this.colour;
    this.context.lineWidth = Math.max(leastTracePixels, traceWidthMm * this.pixelsPerMm);
    this.context.lineJoin = 'round';
    this.context.lineCap = 'round';
    for (const baselineMm of layout.baselinesMm) this.#drawCalibrationPulse(baselineMm, layout);
    for (const strip of layout.strips) this.#drawStrip(samplingRateHz, strip, layout);
    this.context.restore();
  }

  #drawCalibrationPulse(baselineMm: number, { rowStartMm, mmPerSecond, mmPerMillivolt }: PaperLayout): void {
    if (this.view.leftMm > rowStartMm) return;
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

  /** Only the samples in view, and a few beside it so that lines run out of it. */
  #drawStrip(samplingRateHz: number, strip: Strip, { mmPerSecond, mmPerMillivolt }: PaperLayout): void {
    const mmPerSample = mmPerSecond / samplingRateHz;
    const first = Math.round(strip.startS * samplingRateHz);
    const end = Math.min(strip.lead.samples_mv.length, Math.round(strip.endS * samplingRateHz));
    const atMm = (mm: number) => first + (mm - strip.xMm) / mmPerSample;
    const from = Math.max(first, Math.floor(atMm(this.view.leftMm - overlapMm)));
    const to = Math.min(end, Math.ceil(atMm(this.view.rightMm + overlapMm)));
    if (from >= to) return;
    this.context.beginPath();
    drawTrace(this.context, strip.lead.samples_mv, from, to, {
      xOfFirst: (strip.xMm - first * mmPerSample) * this.pixelsPerMm,
      pixelsPerSample: mmPerSample * this.pixelsPerMm,
      baselineY: strip.baselineMm * this.pixelsPerMm,
      centreMv: strip.centreMv,
      pixelsPerMillivolt: mmPerMillivolt * this.pixelsPerMm,
    });
    this.context.stroke();
  }

  #lineTo(xMm: number, yMm: number): void {
    this.context.lineTo(xMm * this.pixelsPerMm, yMm * this.pixelsPerMm);
  }
}
