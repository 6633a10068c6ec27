import type { AttributionMark } from './attribution-places';
import { type PaperColours, gridLinePixelsAt } from './paper-canvas';
import type { PaperLayout, Strip } from './paper-layout';

/** How far the strongest bar reaches from the lead's centre line. */
const tallestMm = 9;
const barOpacity = 0.85;
/** The trace's own colouring grows in as many steps from the thinnest to the thickest line. */
const haloSteps = 5;
const haloMm = { least: 1.1, most: 3.2 };
const haloOpacity = 0.75;
const leastHalo = 0.06;

/**
 * Draws what raised the score above each lead's line and what lowered it below, and colours the trace along it, thicker where
 * more. On a canvas whose origin is that of the whole paper, under the trace.
 */
export class AttributionDrawing {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly pixelsPerMm: number,
    private readonly colours: PaperColours,
  ) {}

  draw(marks: AttributionMark[], layout: PaperLayout, samplingRateHz: number): void {
    this.context.save();
    this.#drawHalos(marks, layout, samplingRateHz);
    for (const mark of marks) this.#drawBar(mark);
    this.context.restore();
  }

  #drawBar({ strip, fromMm, toMm, share }: AttributionMark): void {
    const scale = this.pixelsPerMm;
    const left = Math.round(fromMm * scale);
    const width = Math.max(1, Math.round(toMm * scale) - left);
    const height = share * tallestMm * scale;
    const foot = strip.baselineMm * scale;
    this.context.fillStyle = this.#colourOf(share);
    this.context.globalAlpha = barOpacity;
    this.context.fillRect(left, foot - height, width, height);
    this.context.globalAlpha = 1;
    const end = gridLinePixelsAt(scale);
    this.context.fillRect(left, share > 0 ? foot - height : foot - height - end, width, end);
  }

  /** As few strokes as there are steps: a page has thousands of bins. */
  #drawHalos(marks: AttributionMark[], layout: PaperLayout, samplingRateHz: number): void {
    this.context.lineCap = 'butt';
    this.context.lineJoin = 'round';
    this.context.globalAlpha = haloOpacity;
    for (const sign of [-1, 1]) {
      for (let step = 0; step < haloSteps; ++step) {
        const isOfStep = ({ share }: AttributionMark) => share * sign >= leastHalo && haloStepOf(share) === step;
        this.#strokeHalo(marks.filter(isOfStep), sign, step, layout, samplingRateHz);
      }
    }
  }

  #strokeHalo(marks: AttributionMark[], sign: number, step: number, layout: PaperLayout, rateHz: number): void {
    const widthMm = haloMm.least + ((haloMm.most - haloMm.least) * step) / (haloSteps - 1);
    this.context.strokeStyle = this.#colourOf(sign);
    this.context.lineWidth = widthMm * this.pixelsPerMm;
    this.context.beginPath();
    for (const { strip, fromMm, toMm } of marks) this.#pathAlong(strip, fromMm, toMm, layout, rateHz);
    this.context.stroke();
  }

  #pathAlong(strip: Strip, fromMm: number, toMm: number, layout: PaperLayout, rateHz: number): void {
    const sampleAt = (mm: number) => (strip.startS + (mm - strip.xMm) / layout.mmPerSecond) * rateHz;
    const [from, to] = [Math.floor(sampleAt(fromMm) + 1e-6), Math.ceil(sampleAt(toMm) - 1e-6)];
    let penDown = false;
    for (let place = from; place <= to; ++place) {
      const sample = strip.lead.samples_mv[place];
      const isThere = sample !== undefined && Number.isFinite(sample);
      if (isThere) this.#lineTo(placeOf(place, sample, strip, layout, rateHz), penDown);
      penDown = isThere;
    }
  }

  #lineTo({ xMm, yMm }: { xMm: number; yMm: number }, penDown: boolean): void {
    const [x, y] = [xMm * this.pixelsPerMm, yMm * this.pixelsPerMm];
    if (penDown) this.context.lineTo(x, y);
    else this.context.moveTo(x, y);
  }

  #colourOf(share: number): string {
    return share > 0 ? this.colours.raised : this.colours.lowered;
  }
}

function haloStepOf(share: number): number {
  return Math.min(haloSteps - 1, Math.floor(Math.abs(share) * haloSteps));
}

function placeOf(place: number, sampleMv: number, strip: Strip, layout: PaperLayout, rateHz: number) {
  return {
    xMm: strip.xMm + (place / rateHz - strip.startS) * layout.mmPerSecond,
    yMm: strip.baselineMm - (sampleMv - strip.centreMv) * layout.mmPerMillivolt,
  };
}
