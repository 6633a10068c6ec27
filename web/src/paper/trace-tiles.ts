import type { PaperLayout } from './paper-layout';
import { TraceDrawing } from './trace-drawing';

/** Everything that the trace depends on but the place along the paper. All in pixels of the canvas. */
interface TracePicture {
  layout: PaperLayout;
  samplingRateHz: number;
  pixelsPerMm: number;
  colour: string;
  top: number;
  height: number;
}

const tilePixels = 256;

/**
 * The trace by itself, in tiles from left to right that are kept while they are near the view: lines are costly, copies are
 * not. Panning draws no more than what comes into view.
 */
export class TraceTiles {
  #picture: TracePicture | null = null;
  #tiles = new Map<number, HTMLCanvasElement>();

  /** Paints the trace from `left` to `right` on a canvas whose origin is that of the whole paper. */
  paint(context: CanvasRenderingContext2D, picture: TracePicture, left: number, right: number): void {
    if (!this.#picture || !isSame(this.#picture, picture)) this.#tiles.clear();
    this.#picture = picture;
    const [first, last] = [Math.floor(left / tilePixels), Math.floor((right - 1) / tilePixels)];
    for (let place = first; place <= last; ++place) {
      const tile = this.#tiles.get(place) ?? drawTile(picture, place * tilePixels);
      this.#tiles.set(place, tile);
      context.drawImage(tile, place * tilePixels, picture.top);
    }
    this.#forgetBeyond(2 * first - last, 2 * last - first);
  }

  /** Those further than a whole view away. */
  #forgetBeyond(first: number, last: number): void {
    for (const place of this.#tiles.keys()) {
      if (place < first || place > last) this.#tiles.delete(place);
    }
  }
}

function drawTile({ layout, samplingRateHz, pixelsPerMm, colour, top, height }: TracePicture, left: number) {
  const tile = document.createElement('canvas');
  tile.width = tilePixels;
  tile.height = height;
  const context = tile.getContext('2d');
  const view = { leftMm: left / pixelsPerMm, rightMm: (left + tilePixels) / pixelsPerMm };
  context?.translate(-left, -top);
  if (context) new TraceDrawing(context, pixelsPerMm, colour, view).draw(layout, samplingRateHz);
  return tile;
}

function isSame(shown: TracePicture, wanted: TracePicture): boolean {
  return (Object.keys(wanted) as (keyof TracePicture)[]).every((key) => shown[key] === wanted[key]);
}
