/** What every tile shows a part of: all that it depends on but the place along the paper. In pixels of the canvas. */
export interface TiledPicture {
  top: number;
  height: number;
}

const tilePixels = 256;

/**
 * A picture of the paper in tiles from left to right that are kept while they are near the view: drawing is costly, copies
 * are not. Panning draws no more than what comes into view.
 */
export class PaperTiles<Picture extends TiledPicture> {
  #picture: Picture | null = null;
  #tiles = new Map<number, HTMLCanvasElement>();

  constructor(
    /** Draws what is between two places on a context whose origin is that of the whole paper. */
    private readonly draw: (context: CanvasRenderingContext2D, picture: Picture, left: number, right: number) => void,
    /** Tiles that cover what is under them are copied without being blended with it. */
    private readonly opaque: boolean,
  ) {}

  /** Paints the picture from `left` to `right` on a canvas whose origin is that of the whole paper. */
  paint(context: CanvasRenderingContext2D, picture: Picture, left: number, right: number): void {
    if (!this.#picture || !isSame(this.#picture, picture)) this.#tiles.clear();
    this.#picture = picture;
    const [first, last] = [Math.floor(left / tilePixels), Math.floor((right - 1) / tilePixels)];
    for (let place = first; place <= last; ++place) {
      const tile = this.#tiles.get(place) ?? this.#drawTile(picture, place * tilePixels);
      this.#tiles.set(place, tile);
      context.drawImage(tile, place * tilePixels, picture.top);
    }
    this.#forgetBeyond(2 * first - last, 2 * last - first);
  }

  #drawTile(picture: Picture, left: number): HTMLCanvasElement {
    const tile = document.createElement('canvas');
    tile.width = tilePixels;
    tile.height = picture.height;
    const context = tile.getContext('2d', { alpha: !this.opaque });
    context?.translate(-left, -picture.top);
    if (context) this.draw(context, picture, left, left + tilePixels);
    return tile;
  }

  /** Those further than a whole view away. */
  #forgetBeyond(first: number, last: number): void {
    for (const place of this.#tiles.keys()) {
      if (place < first || place > last) this.#tiles.delete(place);
    }
  }
}

function isSame<Picture extends TiledPicture>(shown: Picture, wanted: Picture): boolean {
  return (Object.keys(wanted) as (keyof Picture)[]).every((key) => shown[key] === wanted[key]);
}
