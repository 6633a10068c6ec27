import type { PaperLayout, Strip } from './paper-layout';
import { calibrationPulse, largeSquareMm, smallSquareMm } from './paper-scale';
import { leadTitle } from './shown-leads';
import { labelHeightMm } from './strip-label';
import { drawTrace } from './trace-line';
import type { MarkedWave, Wave } from './wave-places';

export interface PaperColours {
  paper: string;
  smallSquare: string;
  largeSquare: string;
  trace: string;
  mark: string;
  caliper: string;
  waves: Record<Wave, string>;
}

/** What of the paper is to be seen, in its millimetres. */
export interface PaperView {
  leftMm: number;
  rightMm: number;
  topMm: number;
  bottomMm: number;
}

/** What is drawn over the grid, and how. */
export interface PaperContent {
  samplingRateHz: number;
  layout: PaperLayout;
  /** Below the trace. */
  waves: MarkedWave[];
  /** Where the marched-out interval recurs, in mm. */
  marchMm: number[];
}

const traceWidthMm = 0.32;
const leastTracePixels = 1.5;
const labelIndentMm = 1.2;
/** A label must leave a sticky place before its strip ends. */
const labelRoomMm = 8;
const waveHeightMm = 9;
const waveOpacity = 0.16;

/** Draws what is in view on a canvas whose pixels are `pixelsPerMm` to the mm, its origin that of the whole paper. */
export class PaperDrawing {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly pixelsPerMm: number,
    private readonly colours: PaperColours,
    private readonly view: PaperView,
  ) {}

  draw({ samplingRateHz, layout, waves, marchMm }: PaperContent): void {
    this.#drawGrid(layout);
    // The trace comes last: nothing may hide a wave.
    for (const strip of layout.strips) this.#drawColumnStart(strip, layout);
    // Grid lines start on whole pixels, so their middles, where the trace is to run, lie half a line further.
    this.context.translate(this.#gridLinePixels / 2, this.#gridLinePixels / 2);
    for (const wave of waves) this.#drawWave(wave);
    this.#drawMarch(marchMm, layout);
    for (const strip of layout.strips) this.#drawLabel(strip, layout);
    this.#prepareTrace();
    for (const baselineMm of layout.baselinesMm) this.#drawCalibrationPulse(baselineMm, layout);
    for (const strip of layout.strips) this.#drawStrip(samplingRateHz, strip, layout);
  }

  #drawGrid(layout: PaperLayout): void {
    const { leftMm, rightMm, topMm, bottomMm } = this.view;
    const scale = this.pixelsPerMm;
    this.context.fillStyle = this.colours.paper;
    this.context.fillRect(leftMm * scale, topMm * scale, (rightMm - leftMm) * scale, (bottomMm - topMm) * scale);
    this.#drawLines(layout, smallSquareMm, this.colours.smallSquare);
    this.#drawLines(layout, largeSquareMm, this.colours.largeSquare);
  }

  get #gridLinePixels(): number {
    return Math.max(1, Math.round(this.pixelsPerMm / 8));
  }

  #drawLines({ widthMm, heightMm }: PaperLayout, everyMm: number, colour: string): void {
    const { leftMm, rightMm, topMm, bottomMm } = this.view;
    const [scale, thickness] = [this.pixelsPerMm, this.#gridLinePixels];
    const first = (mm: number) => Math.max(0, Math.floor(mm / everyMm) * everyMm);
    this.context.fillStyle = colour;
    for (let mm = first(leftMm); mm <= Math.min(widthMm, rightMm); mm += everyMm) {
      this.context.fillRect(Math.round(mm * scale), topMm * scale, thickness, (bottomMm - topMm) * scale);
    }
    for (let mm = first(topMm); mm <= Math.min(heightMm, bottomMm); mm += everyMm) {
      this.context.fillRect(leftMm * scale, Math.round(mm * scale), (rightMm - leftMm) * scale, thickness);
    }
  }

  #prepareTrace(): void {
    this.context.strokeStyle = this.colours.trace;
    this.context.lineWidth = Math.max(leastTracePixels, traceWidthMm * this.pixelsPerMm);
    this.context.lineJoin = 'round';
    this.context.lineCap = 'round';
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
    const from = Math.max(first, Math.floor(atMm(this.view.leftMm - 1)));
    const to = Math.min(end, Math.ceil(atMm(this.view.rightMm + 1)));
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

  /** A tick where one lead follows another in the same row. */
  #drawColumnStart({ xMm, baselineMm }: Strip, { rowStartMm }: PaperLayout): void {
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

  /** Stays in view while its strip is. */
  #drawLabel({ lead, xMm, baselineMm, labelMm, startS, endS }: Strip, { mmPerSecond }: PaperLayout): void {
    const lastMm = Math.max(xMm, xMm + (endS - startS) * mmPerSecond - labelRoomMm);
    const leftMm = Math.min(Math.max(xMm, this.view.leftMm), lastMm) + labelIndentMm;
    const scale = this.pixelsPerMm;
    this.context.font = `600 ${labelHeightMm * scale}px system-ui, sans-serif`;
    this.context.fillStyle = this.colours.trace;
    this.context.fillText(leadTitle(lead), leftMm * scale, (baselineMm - labelMm) * scale);
  }

  /** A band from onset to end, its edges clear; an edge that could not be found is missing. */
  #drawWave({ wave, onMm, offMm, baselineMm }: MarkedWave): void {
    const [top, height] = [(baselineMm - waveHeightMm) * this.pixelsPerMm, 2 * waveHeightMm * this.pixelsPerMm];
    this.context.fillStyle = this.colours.waves[wave];
    this.context.globalAlpha = waveOpacity;
    if (onMm !== null && offMm !== null) {
      this.context.fillRect(onMm * this.pixelsPerMm, top, (offMm - onMm) * this.pixelsPerMm, height);
    }
    this.context.globalAlpha = 1;
    for (const mm of [onMm, offMm]) {
      if (mm !== null) this.#fillLine(mm, top, height);
    }
  }

  #drawMarch(marchMm: number[], { heightMm }: PaperLayout): void {
    this.context.fillStyle = this.colours.caliper;
    for (const mm of marchMm) this.#fillLine(mm, 0, heightMm * this.pixelsPerMm);
  }

  /** One pixel of the screen wide, around a place. */
  #fillLine(mm: number, top: number, height: number): void {
    const thickness = this.#gridLinePixels;
    this.context.fillRect(mm * this.pixelsPerMm - thickness / 2, top, thickness, height);
  }

  #moveTo(xMm: number, yMm: number): void {
    this.context.moveTo(xMm * this.pixelsPerMm, yMm * this.pixelsPerMm);
  }

  #lineTo(xMm: number, yMm: number): void {
    this.context.lineTo(xMm * this.pixelsPerMm, yMm * this.pixelsPerMm);
  }
}
