import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let paper;
before(async () => {
  paper = await webModules('paper/paper-zoom');
});

const layoutOf = (seconds, mmPerSecond) => ({ rowStartMm: 10, mmPerSecond, widthMm: 15 + seconds * mmPerSecond, heightMm: 300 });
/** Where Firefox cuts elements off, and Chromium. */
const longest = { cssPixels: (2 ** 30 - 1) / 60, pixels: (2 ** 31 - 1) / 64 };

for (const hours of [24, 48]) {
  for (const mmPerSecond of [25, 50]) {
    for (const pixelRatio of [1, 2, 3]) {
      test(`the end of ${hours} h at ${mmPerSecond} mm/s and ${pixelRatio} pixels to one is within what browsers show, at every zoom`, () => {
        const layout = layoutOf(3600 * hours, mmPerSecond);
        const screen = { widthCss: 1200, pixelRatio, changes: 0 };
        for (const zoom of ['fit', paper.zoomedTo(1e6, screen), paper.zoomedTo(0, screen)]) {
          const pixelsPerMm = paper.pixelsPerMmFor(zoom, layout, screen);
          assert.ok(pixelsPerMm >= 1);
          assert.ok(pixelsPerMm * layout.widthMm < longest.pixels, `${pixelsPerMm * layout.widthMm} pixels`);
          assert.ok((pixelsPerMm * layout.widthMm) / pixelRatio < longest.cssPixels, `${pixelsPerMm} pixels to the mm`);
        }
      });
    }
  }
}

test('ten seconds are enlarged as far as a hand may go', () => {
  const screen = { widthCss: 1200, pixelRatio: 2, changes: 0 };
  assert.equal(paper.pixelsPerMmFor(paper.zoomedTo(1e6, screen), layoutOf(10, 50), screen), 48);
});
