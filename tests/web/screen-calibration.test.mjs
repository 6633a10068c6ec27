import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { webModules } from './web-modules.mjs';

const { calibrateScreen, truePixelsPerMm } = await webModules('paper/screen-calibration');

/** A window of `width`, of which a frame takes its part, at a page zoom that the ratio of pixels tells, or not, as in Safari. */
function shown({ width = 1440, frame = 0, zoom = 1, told = true, pixels = 1 } = {}) {
  Object.assign(globalThis, {
    window: {},
    screen: { width: 1440, height: 900 },
    outerWidth: width,
    innerWidth: Math.round((width - frame) / zoom),
    devicePixelRatio: pixels * (told ? zoom : 1),
  });
}

beforeEach(() => {
  shown();
  calibrateScreen(342.4);
  assert.equal(truePixelsPerMm(), 4);
});

test('a page zoom that the ratio of pixels does not tell ends true millimetres, and going back brings them back', () => {
  for (const zoom of [0.85, 1.15, 2]) {
    shown({ zoom, told: false });
    assert.equal(truePixelsPerMm(), null, `${zoom}`);
  }
  shown();
  assert.equal(truePixelsPerMm(), 4);
  shown({ zoom: 1.15, told: false });
  calibrateScreen(342.4);
  shown({ zoom: 1.25, told: false });
  assert.equal(truePixelsPerMm(), null, 'the smallest step');
});

test('a page zoom that the ratio of pixels tells changes nothing', () => {
  for (const zoom of [0.5, 1.1, 3]) {
    shown({ zoom });
    assert.equal(truePixelsPerMm(), 4, `${zoom}`);
  }
});

test('neither another width of the window nor its frame, nor that there is no window, ends them', () => {
  for (const made of [{ width: 500, frame: 16 }, { width: 1440, frame: 16 }, { width: 700 }]) {
    shown(made);
    assert.equal(truePixelsPerMm(), 4, JSON.stringify(made));
  }
  shown({ width: 0 });
  assert.equal(truePixelsPerMm(), 4);
});

test('on a screen of equal size and finer pixels they are not called true', () => {
  shown({ pixels: 2 });
  assert.equal(truePixelsPerMm(), null);
});
