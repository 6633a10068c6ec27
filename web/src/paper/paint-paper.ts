import { type March, marchPlaces } from './calipers';
import { GroundDrawing } from './ground-drawing';
import type { PaperColours, PaperView } from './paper-canvas';
import type { PaperLayout } from './paper-layout';
import type { TraceTiles } from './trace-tiles';
import { type Delineation, placeWaves } from './wave-places';

export interface PaintedPaper {
  layout: PaperLayout;
  samplingRateHz: number;
  pixelsPerMm: number;
  /** Null where they are not to be shown. */
  delineation: Delineation | null;
  march: March | null;
}

/** Paints what is in view from a corner on, in whole pixels. The trace comes last: nothing may hide a wave. */
export function paintPaper(
  canvas: HTMLCanvasElement,
  paper: PaintedPaper,
  { left, top }: { left: number; top: number },
  colours: PaperColours,
  trace: TraceTiles,
): void {
  const { layout, samplingRateHz, pixelsPerMm, delineation, march } = paper;
  const { width, height } = canvas;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context || width === 0 || height === 0) return;
  const view: PaperView = {
    leftMm: left / pixelsPerMm,
    rightMm: (left + width) / pixelsPerMm,
    topMm: top / pixelsPerMm,
    bottomMm: (top + height) / pixelsPerMm,
  };
  const waves = delineation ? placeWaves(delineation, layout, view) : [];
  context.setTransform(1, 0, 0, 1, -left, -top);
  new GroundDrawing(context, pixelsPerMm, colours, view).draw({
    layout,
    waves,
    marchMm: march ? marchPlaces(march, view) : [],
  });
  const picture = { layout, samplingRateHz, pixelsPerMm, colour: colours.trace, top, height };
  trace.paint(context, picture, left, left + width);
}
