import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { root } from './built.mjs';
import { webModules } from './web-modules.mjs';

let filteredSignal;
before(async () => ({ filteredSignal } = await webModules('paper/display-filter')));

const golden = JSON.parse(readFileSync(join(root, 'tests/golden/web/display_filter.json'), 'utf8'));

const signalOf = (samples, rate) => ({
  sampling_rate_hz: rate,
  duration_s: samples.length / rate,
  leads: [{ name: 'II', label: 'II', samples_mv: Float32Array.from(samples) }],
});

const filtered = (samples, rate, filter) => filteredSignal(signalOf(samples, rate), filter).leads[0].samples_mv;

for (const { sampling_rate_hz: rate, low_pass: lowPass, mains_hz: mainsHz, ...signal } of golden) {
  test(`${lowPass ? 'the low-pass' : `the ${mainsHz} Hz notch`} at ${rate} Hz gives what SciPy gives`, () => {
    const ours = filtered(signal.samples_mv, rate, { lowPass, mainsHz });
    const error = Math.max(...ours.map((sample, index) => Math.abs(sample - signal.filtered_mv[index])));
    assert.ok(error < 1e-6, `largest difference ${error} mV`);
    assert.notDeepEqual([...ours], signal.samples_mv);
  });
}

/** How much of a sine is left, away from the ends. */
function gainAt(hz, rate, filter) {
  const sine = Array.from({ length: 8 * rate }, (_, index) => Math.sin((2 * Math.PI * hz * index) / rate));
  return Math.max(...filtered(sine, rate, filter).slice(3 * rate, 5 * rate));
}

test('the low-pass is 3 dB down at 40 Hz and leaves what is slow alone', () => {
  for (const rate of [250, 500]) {
    assert.ok(Math.abs(gainAt(40, rate, { lowPass: true, mainsHz: null }) - Math.SQRT1_2) < 0.01);
    assert.ok(gainAt(5, rate, { lowPass: true, mainsHz: null }) > 0.995);
    assert.ok(gainAt(100, rate, { lowPass: true, mainsHz: null }) < 0.05);
  }
});

test('a notch takes mains away and little else', () => {
  assert.ok(gainAt(50, 500, { lowPass: false, mainsHz: 50 }) < 0.01);
  assert.ok(gainAt(40, 500, { lowPass: false, mainsHz: 50 }) > 0.99);
  assert.ok(gainAt(60, 500, { lowPass: false, mainsHz: 50 }) > 0.99);
});

test('without a filter the samples are the very ones of the recording', () => {
  const signal = signalOf([1, 2, 3], 500);
  assert.equal(filteredSignal(signal, { lowPass: false, mainsHz: null }), signal);
});

test('gaps stay gaps, and what lies beyond one changes nothing', () => {
  const samples = golden.find(({ sampling_rate_hz: rate }) => rate === 500).samples_mv;
  const gapped = [...samples.slice(0, 150), NaN, NaN, ...samples.slice(152)];
  const filter = { lowPass: true, mainsHz: 50 };
  const ours = filtered(gapped, 500, filter);
  assert.deepEqual([...ours.slice(0, 150)], [...filtered(samples.slice(0, 150), 500, filter)]);
  assert.ok(Number.isNaN(ours[150]) && Number.isNaN(ours[151]));
  assert.ok(ours.slice(152).every(Number.isFinite));
  assert.deepEqual([...filtered([NaN, 1, NaN, 2, 3, NaN], 500, filter)].map(Number.isFinite), [false, true, false, true, true, false]);
});

test('a frequency that the rate cannot hold is not filtered', () => {
  const signal = signalOf(Array(50).fill(1), 100);
  assert.equal(filteredSignal(signal, { lowPass: false, mainsHz: 50 }), signal);
});
