import type { PaperColours, PaperView } from './paper-canvas';
import { gridLinePixelsAt } from './paper-canvas';
import type { PaperLayout, Strip } from './paper-layout';
import { largeSquareMm, smallSquareMm } from './paper-scale';
import { leadTitle } from './shown-leads';
import { labelHeightMm } from './strip-label';
import type { MarkedWave } from './wave-places';

/** What lies under the trace, but for the grid and the leads' names. */
export interface GroundContent {
  layout: PaperLayout;
  waves: MarkedWave[];
  /** Where the marched-out interval recurs, in mm. */
  marchMm: number[];
}

const labelIndentMm = 1.2;
/** A name that stays in view must stop before its strip ends. */
const labelRoomMm = 8;
const derivedLabelRoomMm = 26;
const waveHeightMm = 9;
const waveOpacity = 0.16;

/** Draws what is under the trace and in view, on a canvas whose origin is that of the whole paper. */
export class GroundDrawing {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly pixelsPerMm: number,
    private readonly colours: PaperColours,
    private readonly view: PaperView,
  ) {}

  draw({ layout, waves, marchMm }: GroundContent): void {
    this.#drawGrid(layout);
    for (const strip of layout.strips) this.#drawColumnStart(strip, layout);
    for (const wave of waves) this.#drawWave(wave);
    this.context.fillStyle = this.colours.caliper;
    for (const mm of marchMm) this.#fillLine(mm, 0, layout.heightMm * this.pixelsPerMm);
  }

  /** The leads' names. */
  drawLabels(layout: PaperLayout): void {
    for (const strip of layout.strips) this.#drawLabel(strip, layout);
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
    return gridLinePixelsAt(this.pixelsPerMm);
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
    const roomMm = lead.derived ? derivedLabelRoomMm : labelRoomMm;
    const lastMm = Math.max(xMm, xMm + (endS - startS) * mmPerSecond - roomMm);
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

  /** As wide and as sharp as a grid line. */
  #fillLine(mm: number, top: number, height: number): void {
    this.context.fillRect(Math.round(mm * this.pixelsPerMm), top, this.#gridLinePixels, height);
  }

  #moveTo(xMm: number, yMm: number): void {
    this.context.moveTo(xMm * this.pixelsPerMm, yMm * this.pixelsPerMm);
  }

  #lineTo(xMm: number, yMm: number): void {
    this.context.lineTo(xMm * this.pixelsPerMm, yMm * this.pixelsPerMm);
  }
}
