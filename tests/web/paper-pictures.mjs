// Pictures of the drawn paper, small and without letters, and how far two of them differ.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, webFolder } from './built.mjs';

const { encode, decode } = createRequire(join(webFolder, 'package.json'))('fast-png');
const folder = join(root, 'tests/golden/web/paper');

/** Of a picture: fine enough for a millimetre, coarse enough for another browser's way of smoothing lines. */
const pixelsPerMm = 2;
/** So that a picture takes a few kilobytes. */
const levels = 6;
const tileMm = 12.5;
/** Between two pixels, of 255. */
const markedlyApart = 64;

/** Before the page's scripts: letters are those of the machine's fonts, so none are drawn. */
export const withoutLetters = () => {
  CanvasRenderingContext2D.prototype.fillText = () => undefined;
};

/** The page's paper as {width, height, data}: a byte a pixel, from black to white. */
export async function pictureOf(page) {
  const { width, height, base64 } = await page.locator('.ecg-paper canvas').evaluate(
    (canvas, { scale, steps }) => {
      const size = Number(canvas.dataset.pixelsPerMm) / scale;
      if (!Number.isInteger(size)) throw new Error(`${canvas.dataset.pixelsPerMm} pixels to the mm are no multiple of ${scale}`);
      const [across, down] = [Math.floor(canvas.width / size), Math.floor(canvas.height / size)];
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
      const grey = (x, y) => {
        const at = 4 * (y * canvas.width + x);
        return (data[at] + data[at + 1] + data[at + 2]) / 3;
      };
      let text = '';
      for (let row = 0; row < down; ++row) {
        for (let column = 0; column < across; ++column) {
          let sum = 0;
          for (let y = 0; y < size; ++y) for (let x = 0; x < size; ++x) sum += grey(column * size + x, row * size + y);
          const step = 255 / (steps - 1);
          text += String.fromCharCode(Math.round(Math.round(sum / size ** 2 / step) * step));
        }
      }
      return { width: across, height: down, base64: btoa(text) };
    },
    { scale: pixelsPerMm, steps: levels },
  );
  return { width, height, data: new Uint8Array(Buffer.from(base64, 'base64')) };
}

/** The picture that was kept under this name. */
export function keptPicture(name) {
  const { width, height, data } = decode(readFileSync(pathOf(name)));
  return { width, height, data };
}

/** With LEADWISE_RENEW_SNAPSHOTS=1 this picture is kept in the place of the one before. */
export function renewedWhereAsked(name, picture) {
  if (process.env.LEADWISE_RENEW_SNAPSHOTS !== '1') return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(pathOf(name), encode({ ...picture, channels: 1, depth: 8 }, { zlib: { level: 9 } }));
}

function pathOf(name) {
  return join(folder, `${name}.png`);
}

/**
 * How far two pictures differ in the tile where they differ most, so that one lead among twelve counts: the mean
 * difference of 255 and the share of pixels that are markedly apart. Pictures of two sizes differ wholly.
 */
export function differenceOf(one, other) {
  if (one.width !== other.width || one.height !== other.height) return { mean: 255, share: 1 };
  const size = tileMm * pixelsPerMm;
  const worst = { mean: 0, share: 0 };
  for (let top = 0; top < one.height; top += size) {
    for (let left = 0; left < one.width; left += size) {
      const { mean, share } = tileDifference(one, other, { left, top, size });
      worst.mean = Math.max(worst.mean, mean);
      worst.share = Math.max(worst.share, share);
    }
  }
  return worst;
}

function tileDifference(one, other, { left, top, size }) {
  const [right, bottom] = [Math.min(one.width, left + size), Math.min(one.height, top + size)];
  let [sum, apart] = [0, 0];
  for (let row = top; row < bottom; ++row) {
    for (let at = row * one.width + left; at < row * one.width + right; ++at) {
      const difference = Math.abs(one.data[at] - other.data[at]);
      sum += difference;
      apart += difference > markedlyApart ? 1 : 0;
    }
  }
  const count = (right - left) * (bottom - top);
  return { mean: sum / count, share: apart / count };
}

/** The picture with a rectangle of it, in mm, moved down and to the right by so many mm. */
export function withMoved(picture, { fromMm, toMm, topMm, bottomMm }, { rightMm = 0, downMm = 0 }) {
  const data = picture.data.slice();
  const pixels = (mm) => Math.round(mm * pixelsPerMm);
  for (let y = pixels(topMm); y < pixels(bottomMm); ++y) {
    for (let x = pixels(fromMm); x < pixels(toMm); ++x) {
      const source = (y - pixels(downMm)) * picture.width + x - pixels(rightMm);
      data[y * picture.width + x] = picture.data[source];
    }
  }
  return { ...picture, data };
}
