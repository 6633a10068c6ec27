import { AttributionDrawing } from './attribution-drawing';
import { placeAttribution } from './attribution-places';
import { type March, marchPlaces } from './calipers';
import { GroundDrawing } from './ground-drawing';
import type { PaperColours, PaperView } from './paper-canvas';
import type { PaperLayout } from './paper-layout';
import { drawReconstruction } from './reconstruction-drawing';
import type { TraceTiles } from './trace-tiles';
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

/** Paints what is in view from a corner on, in whole pixels. The trace comes last: nothing may hide a wave. */
export function paintPaper(
  canvas: HTMLCanvasElement,
  paper: PaintedPaper,
  { left, top }: { left: number; top: number },
  colours: PaperColours,
  trace: TraceTiles,
): void {
  const { layout, samplingRateHz, pixelsPerMm, delineation, march, explained } = paper;
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
  if (explained?.bins) {
    const marks = placeAttribution(explained.bins, layout, view);
    new AttributionDrawing(context, pixelsPerMm, colours).draw(marks, layout, samplingRateHz);
  }
  if (explained?.reconstruction) {
    drawReconstruction(context, explained.reconstruction, { layout, pixelsPerMm, colours, view });
  }
  const picture = { layout, samplingRateHz, pixelsPerMm, colour: colours.trace, top, height };
  trace.paint(context, picture, left, left + width);
}
