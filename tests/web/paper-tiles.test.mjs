import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let PaperTiles;
before(async () => ({ PaperTiles } = await webModules('paper/paper-tiles')));

/** Tiles as the browser made them; without memory they have no context. */
let made = [];
let hasMemory = true;
beforeEach(() => {
  [made, hasMemory] = [[], true];
  globalThis.document = { createElement: newTile };
});
after(() => delete globalThis.document);

function newTile() {
  const tile = { width: 300, height: 150, getContext: () => (hasMemory ? { translate() {} } : null) };
  made.push(tile);
  return tile;
}

const context = (copied) => ({ drawImage: (tile, left) => copied.push(left), save() {}, beginPath() {}, rect() {}, clip() {}, restore() {} });
const height = 100;

test('tiles that are no longer needed give their memory back at once', () => {
  const tiles = new PaperTiles(() => undefined, true);
  tiles.paint(context([]), { top: 0, height, scale: 1 }, 0, 1024);
  const first = made.slice();
  assert.deepEqual(first.map(({ width }) => width), [256, 256, 256, 256]);
  tiles.paint(context([]), { top: 0, height, scale: 2 }, 0, 1024);
  assert.deepEqual(first.map(({ width }) => width), [0, 0, 0, 0], 'of another picture');
  const second = made.slice(4);
  tiles.paint(context([]), { top: 0, height, scale: 2 }, 10240, 11264);
  assert.deepEqual(second.map(({ width }) => width), [0, 0, 0, 0], 'far out of view');
  tiles.forget();
  assert.ok(made.every(({ width }) => width === 0), 'of a paper that is gone');
});

test('where the browser has no memory for a tile the paper is drawn without one, and with it once there is', () => {
  const drawn = [];
  const copied = [];
  const page = context(copied);
  const tiles = new PaperTiles((on, _, left) => drawn.push([on === page, left]), true);
  const picture = { top: 0, height, scale: 1 };
  hasMemory = false;
  tiles.paint(page, picture, 0, 512);
  assert.deepEqual([drawn, copied], [[[true, 0], [true, 256]], []]);
  hasMemory = true;
  tiles.paint(page, picture, 0, 512);
  assert.deepEqual([drawn.slice(2), copied], [[[false, 0], [false, 256]], [0, 256]]);
});
