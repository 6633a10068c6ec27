import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let drawTrace;
before(async () => ({ drawTrace } = await webModules('paper/trace-line')));

/** What a pen was told: the points of each unbroken line. */
function drawn(samples, pixelsPerSample, { from = 0, to = samples.length, xOfFirst = 0 } = {}) {
  const lines = [];
  const pen = {
    moveTo: (x, y) => lines.push([]),
    lineTo: (x, y) => lines.at(-1).push({ x, y }),
  };
  const scale = { xOfFirst, pixelsPerSample, baselineY: 0, centreMv: 0, pixelsPerMillivolt: -1 };
  drawTrace(pen, Float32Array.from(samples), from, to, scale);
  return lines;
}

const noise = Array.from({ length: 1000 }, (_, index) => Math.fround(Math.sin(index * index * 0.37) * (1 + (index % 7))));

test('every column of pixels keeps its lowest and its highest sample', () => {
  for (const pixelsPerSample of [0.02, 0.1, 0.137, 0.4]) {
    const points = drawn(noise, pixelsPerSample).flat();
    const columnOf = (x) => Math.floor(x);
    for (const column of new Set(noise.map((_, index) => columnOf(index * pixelsPerSample)))) {
      const inColumn = noise.filter((_, index) => columnOf(index * pixelsPerSample) === column);
      const ys = points.filter(({ x }) => columnOf(x) === column).map(({ y }) => y);
      assert.ok(ys.length <= 2, 'two points are enough');
      assert.deepEqual([Math.min(...ys), Math.max(...ys)], [Math.min(...inColumn), Math.max(...inColumn)]);
    }
  }
});

test('where a column holds fewer than two samples all are drawn', () => {
  for (const pixelsPerSample of [0.6, 1, 3]) assert.equal(drawn(noise, pixelsPerSample).flat().length, noise.length);
});

test('panning changes no point of the trace', () => {
  const whole = drawn(noise, 0.1).flat();
  const part = drawn(noise, 0.1, { from: 500, to: 700 }).flat();
  assert.deepEqual(part, whole.filter(({ x }) => x >= 50 && x < 70));
});

for (const pixelsPerSample of [0.1, 2]) {
  test(`missing samples break the line at ${pixelsPerSample} pixels a sample, and a lone one is a dot`, () => {
    const gapped = noise.slice(0, 100);
    gapped.fill(NaN, 33, 58);
    gapped[45] = 1;
    const lines = drawn(gapped, pixelsPerSample);
    assert.equal(lines.length, 3);
    assert.deepEqual(lines[1].map(({ y }) => y), [1]);
    const last = (x) => Math.round(x / pixelsPerSample);
    assert.ok(last(lines[0].at(-1).x) <= 32 && last(lines[2][0].x) >= 58);
  });
}

test('nothing but missing samples draws nothing', () => {
  assert.deepEqual(drawn(Array(50).fill(NaN), 0.1), []);
  assert.deepEqual(drawn(Array(50).fill(Infinity), 2), []);
});
