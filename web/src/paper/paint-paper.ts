import { AttributionDrawing } from './attribution-drawing';
import { placeAttribution } from './attribution-places';
import { type March, marchPlaces } from './calipers';
import { GroundDrawing } from './ground-drawing';
import type { PaperColours, PaperView } from './paper-canvas';
import type { PaperLayout } from './paper-layout';
import { PaperTiles, type TiledPicture } from './paper-tiles';
import { drawReconstruction } from './reconstruction-drawing';
import { TraceDrawing } from './trace-drawing';
import type { ShownExplanation } from './use-explained';
import { type Delineation, placeWaves } from './wave-places';

export interface PaintedPaper {
  layout: PaperLayout;
  samplingRateHz: number;
  pixelsPerMm: number;
  /** Null where they are not to be shown. */
  delineation: Delineation | null;
  march: March | null;
  explained: ShownExplanation | null;
}

interface TracePicture extends TiledPicture {
  layout: PaperLayout;
  samplingRateHz: number;
  pixelsPerMm: number;
  colours: PaperColours;
}

interface PlainPicture extends TracePicture {
  delineation: Delineation | null;
}

/** A line at the end of one tile may reach into the next. */
const reachMm = 1;

/** What was drawn already, of one paper. */
export class KeptTiles {
  /** The trace by itself, for what lies between it and the grid and often changes. */
  readonly trace = new PaperTiles(drawTraceBetween, false);
  /** Grid, measured waves and trace together. */
  readonly plain = new PaperTiles(drawPlainBetween, true);

  forget(): void {
    this.trace.forget();
    this.plain.forget();
  }
}

/** Paints what is in view from a corner on, in whole pixels. Nothing may hide a wave: all but names lies under the trace. */
export function paintPaper(
  canvas: HTMLCanvasElement,
  paper: PaintedPaper,
  { left, top }: { left: number; top: number },
  colours: PaperColours,
  kept: KeptTiles,
): void {
  const { layout, samplingRateHz, pixelsPerMm, delineation, march, explained } = paper;
  const { width, height } = canvas;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context || width === 0 || height === 0) return;
  const view = viewOf({ left, right: left + width, top, height, pixelsPerMm });
  const picture = { layout, samplingRateHz, pixelsPerMm, colours, top, height };
  const ground = new GroundDrawing(context, pixelsPerMm, colours, view);
  context.setTransform(1, 0, 0, 1, -left, -top);
  if (march || explained) {
    drawGround(ground, paper, view);
    drawExplanation(context, paper, colours, view);
    kept.trace.paint(context, picture, left, left + width);
  } else {
    kept.plain.paint(context, { ...picture, delineation }, left, left + width);
  }
  // Of the trace's colour, so that neither hides the other; where they stand depends on what is in view.
  ground.drawLabels(layout);
}

function viewOf(seen: { left: number; right: number; top: number; height: number; pixelsPerMm: number }): PaperView {
  const mm = (pixels: number) => pixels / seen.pixelsPerMm;
  return { leftMm: mm(seen.left), rightMm: mm(seen.right), topMm: mm(seen.top), bottomMm: mm(seen.top + seen.height) };
}

type Ground = Pick<PaintedPaper, 'layout' | 'delineation' | 'march'>;

function drawGround(ground: GroundDrawing, { layout, delineation, march }: Ground, view: PaperView): void {
  const waves = delineation ? placeWaves(delineation, layout, view) : [];
  ground.draw({ layout, waves, marchMm: march ? marchPlaces(march, view) : [] });
}

function drawExplanation(
  context: CanvasRenderingContext2D,
  { layout, samplingRateHz, pixelsPerMm, explained }: PaintedPaper,
  colours: PaperColours,
  view: PaperView,
): void {
  if (explained?.bins) {
    const marks = placeAttribution(explained.bins, layout, view);
    new AttributionDrawing(context, pixelsPerMm, colours).draw(marks, layout, samplingRateHz);
  }
  if (explained?.reconstruction) {
    drawReconstruction(context, explained.reconstruction, { layout, pixelsPerMm, colours, view });
  }
}

function drawTraceBetween(context: CanvasRenderingContext2D, picture: TracePicture, left: number, right: number): void {
  const { layout, samplingRateHz, pixelsPerMm, colours } = picture;
  const view = viewOf({ ...picture, left, right });
  new TraceDrawing(context, pixelsPerMm, colours.trace, view).draw(layout, samplingRateHz);
}

function drawPlainBetween(context: CanvasRenderingContext2D, picture: PlainPicture, left: number, right: number): void {
  const { layout, pixelsPerMm, colours, delineation } = picture;
  const { leftMm, rightMm, ...rows } = viewOf({ ...picture, left, right });
  const view = { ...rows, leftMm: leftMm - reachMm, rightMm: rightMm + reachMm };
  drawGround(new GroundDrawing(context, pixelsPerMm, colours, view), { layout, delineation, march: null }, view);
  drawTraceBetween(context, picture, left, right);
}
