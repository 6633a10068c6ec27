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
    if (!this.#picture || !isSame(this.#picture, picture)) this.forget();
    this.#picture = picture;
    const [first, last] = [Math.floor(left / tilePixels), Math.floor((right - 1) / tilePixels)];
    for (let place = first; place <= last; ++place) this.#paintTile(context, picture, place);
    // Those further than a whole view away.
    this.forget((place) => place < 2 * first - last || place > 2 * last - first);
  }

  #paintTile(context: CanvasRenderingContext2D, picture: Picture, place: number): void {
    const left = place * tilePixels;
    const tile = this.#tiles.get(place) ?? this.#drawTile(picture, left);
    if (!tile) return this.#drawInPlace(context, picture, left);
    this.#tiles.set(place, tile);
    context.drawImage(tile, left, picture.top);
  }

  /** Null where the browser has no memory for it. */
  #drawTile(picture: Picture, left: number): HTMLCanvasElement | null {
    const tile = document.createElement('canvas');
    tile.width = tilePixels;
    tile.height = picture.height;
    const context = tile.getContext('2d', { alpha: !this.opaque });
    if (!context) return null;
    context.translate(-left, -picture.top);
    this.draw(context, picture, left, left + tilePixels);
    return tile;
  }

  /** Without a tile: what stood there before would else go on standing there. */
  #drawInPlace(context: CanvasRenderingContext2D, picture: Picture, left: number): void {
    context.save();
    context.beginPath();
    context.rect(left, picture.top, tilePixels, picture.height);
    context.clip();
    this.draw(context, picture, left, left + tilePixels);
    context.restore();
  }

  /** Gives memory back at once: Safari else keeps it for a while, and a pinch makes all tiles anew with every movement. */
  forget(isForgotten: (place: number) => boolean = () => true): void {
    for (const [place, tile] of this.#tiles) {
      if (!isForgotten(place)) continue;
      tile.width = 0;
      this.#tiles.delete(place);
    }
  }
}

function isSame<Picture extends TiledPicture>(shown: Picture, wanted: Picture): boolean {
  return (Object.keys(wanted) as (keyof Picture)[]).every((key) => shown[key] === wanted[key]);
}
