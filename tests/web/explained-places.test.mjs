import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { twelveLeads } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

let paper;
before(async () => {
  paper = await webModules(
    'paper/attribution-bins',
    'paper/attribution-places',
    'paper/reconstruction',
    'paper/reconstruction-drawing',
    'paper/paper-layout',
    'paper/made-beat',
  );
});

const rateHz = 500;

function record(seconds = 10, level = () => 0) {
  const leads = twelveLeads.map((name) => ({
    name, label: name, samples_mv: Float32Array.from({ length: seconds * rateHz }, (_, place) => level(name, place / rateHz)),
  }));
  return { sampling_rate_hz: rateHz, duration_s: seconds, leads };
}

/** An explanation of which every lead is silent but for the samples named: {V1: {1234: 0.5}}. */
function explanation(shares, { startS = 0, curve = () => 0 } = {}) {
  const leads = Object.fromEntries(twelveLeads.map((name) => {
    const samples = new Array(5000).fill(0);
    for (const [place, share] of Object.entries(shares[name] ?? {})) samples[Number(place)] = share;
    const reconstruction_mv = Array.from({ length: 5000 }, (_, place) => curve(name, startS + place / rateHz));
    return [name, { samples, total: 0, reconstruction_mv, reconstruction_mse: 0.25 }];
  }));
  return { head: 'h', task: 't', window: { start_s: startS, samples: 5000, sampling_rate_hz: rateHz }, logit: 0, baseline_logit: 0, leads };
}

const everywhere = { leftMm: -1e6, rightMm: 1e6 };
const laidOut = (signal, choices = {}, startS = 0) => paper.layOutPaper(signal, startS, { ...paper.standardChoices, ...choices });
const timesOf = (marks, layout) => marks.map(({ strip, fromMm }) => strip.startS + (fromMm - strip.xMm) / layout.mmPerSecond);

test('shares are summed over 20 ms, and the strongest of all leads and times is found', () => {
  const bins = paper.binsOf(explanation({ V1: { 1000: 0.2, 1009: 0.1, 1010: -0.1 }, II: { 4321: -0.4 } }, { startS: 20 }));
  assert.equal(bins.binS, 0.02);
  assert.ok(Math.abs(bins.leads.V1[100] - 0.3) < 1e-12);
  assert.ok(Math.abs(bins.leads.V1[101] + 0.1) < 1e-12);
  assert.deepEqual([bins.strongest.lead, bins.strongest.share], ['II', -0.4]);
  assert.ok(Math.abs(bins.strongest.atS - (20 + 8.64)) < 1e-9);
});

for (const choices of [{}, { layout: '6x2', mmPerSecond: 50 }, { layout: '12x1', order: 'cabrera' }, { layout: '3x4+3' }]) {
  test(`${JSON.stringify(choices)}: every bar stands on the strips of its lead, where its time is, on its side`, () => {
    const shares = { I: { 300: 0.5 }, aVR: { 400: -0.25, 2600: 0.5 }, V1: { 2700: -0.5, 3000: 0.1 }, V6: { 4990: 0.3 } };
    const layout = laidOut(record(), choices);
    const marks = paper.placeAttribution(paper.binsOf(explanation(shares)), layout, everywhere);
    const wanted = layout.strips.flatMap((strip) =>
      Object.entries(shares[strip.standardLead] ?? {})
        .map(([place, share]) => ({ timeS: Math.floor(Number(place) / 10) / 50, share: share / 0.5 }))
        .filter(({ timeS }) => timeS >= strip.startS && timeS < strip.endS),
    );
    assert.ok(wanted.length >= 4);
    assert.deepEqual(marks.map(({ share }) => share), wanted.map(({ share }) => share));
    timesOf(marks, layout).forEach((timeS, place) => assert.ok(Math.abs(timeS - wanted[place].timeS) < 1e-9));
    for (const { strip, fromMm, toMm } of marks) {
      assert.ok(Math.abs(toMm - fromMm - 0.02 * layout.mmPerSecond) < 1e-9);
      assert.ok(fromMm >= strip.xMm - 1e-9 && toMm <= strip.xMm + (strip.endS - strip.startS) * layout.mmPerSecond + 1e-9);
    }
  });
}

test("Cabrera's −aVR keeps the signs: they are the score's", () => {
  const bins = paper.binsOf(explanation({ aVR: { 100: 0.5 } }));
  const layout = laidOut(record(), { layout: '12x1', order: 'cabrera' });
  const [mark, ...others] = paper.placeAttribution(bins, layout, everywhere);
  assert.equal(mark.strip.lead.label, '−aVR');
  assert.deepEqual([mark.share, others.length], [1, 0]);
});

test('of a long recording only the explained ten seconds are coloured, on whatever page', () => {
  const bins = paper.binsOf(explanation({ II: { 0: 0.5, 2500: 0.5, 4999: -0.5 } }, { startS: 10 }));
  const long = record(40);
  assert.deepEqual(paper.placeAttribution(bins, laidOut(long, {}, 0), everywhere), []);
  const half = laidOut(long, { layout: '12x1' }, 15);
  const times = timesOf(paper.placeAttribution(bins, half, everywhere), half);
  assert.deepEqual(times.map((timeS) => Number(timeS.toFixed(6))), [15, 19.98]);
  const whole = paper.layOutWhole(long, paper.standardChoices);
  assert.equal(paper.placeAttribution(bins, whole, everywhere).length, 3);
  assert.deepEqual(paper.placeAttribution(bins, whole, { leftMm: 0, rightMm: 200 }), []);
});

test('where nothing moved the score nothing is drawn', () => {
  assert.deepEqual(paper.placeAttribution(paper.binsOf(explanation({})), laidOut(record()), everywhere), []);
});

/** Where the curve and the trace are drawn at a time, in mm from the baseline upwards. */
function drawnAt(strip, { timeS, reconstruction, layout }) {
  const lead = reconstruction.leads[strip.standardLead];
  const { scale, from, to } = paper.stretchOf(strip, lead, reconstruction, { layout, pixelsPerMm: 1, view: everywhere });
  const place = Math.round((timeS - reconstruction.startS) * rateHz);
  assert.ok(place >= from && place < to, 'the sample is on the strip');
  const samples = paper.isTurnedRound(strip) ? lead.samplesMv.map((mv) => -mv) : lead.samplesMv;
  const curveMm = (samples[place] - scale.centreMv) * scale.pixelsPerMillivolt;
  const traceMm = (strip.lead.samples_mv[Math.round(timeS * rateHz)] - strip.centreMv) * layout.mmPerMillivolt;
  const xMm = scale.xOfFirst + place * scale.pixelsPerSample;
  return { curveMm, traceMm, xMm, baselineMm: scale.baselineY };
}

for (const choices of [{}, { mmPerMillivolt: 20, mmPerSecond: 50 }, { layout: '12x1', order: 'cabrera' }]) {
  test(`${JSON.stringify(choices)}: a perfect decoder's curve lies on the trace, whatever the lead's offset`, () => {
    const wave = (name, timeS) => Math.sin(2 * Math.PI * timeS * (1 + twelveLeads.indexOf(name) / 4)) * (timeS % 1 < 0.3 ? 1 : 0.1);
    const signal = record(10, (name, timeS) => 0.7 + wave(name, timeS));
    // The decoder gives each lead around its mean.
    const mean = Object.fromEntries(signal.leads.map(({ name, samples_mv: mv }) => [name, mv.reduce((a, b) => a + b, 0) / mv.length]));
    const reconstruction = paper.reconstructionOf(
      explanation({}, { curve: (name, timeS) => 0.7 + wave(name, timeS) - mean[name] }), signal,
    );
    const layout = laidOut(signal, choices);
    for (const strip of layout.strips) {
      const timeS = strip.startS + 1.124;
      const { curveMm, traceMm, xMm, baselineMm } = drawnAt(strip, { timeS, reconstruction, layout });
      assert.ok(Math.abs(curveMm - traceMm) < 0.01, `${strip.lead.label}: ${curveMm} and ${traceMm}`);
      assert.ok(Math.abs(xMm - (strip.xMm + 1.124 * layout.mmPerSecond)) < 0.06);
      assert.equal(baselineMm, strip.baselineMm);
    }
  });
}

test('leads that the file does not hold have no curve, and missing samples no part in the mean', () => {
  const signal = record(10, () => 0.5);
  signal.leads = signal.leads.slice(0, 2);
  signal.leads[0].samples_mv.fill(NaN, 0, 2500);
  const { leads } = paper.reconstructionOf(explanation({}), signal);
  assert.deepEqual(Object.keys(leads), ['I', 'II']);
  assert.ok(Math.abs(leads.I.meanMv - 0.5) < 1e-6);
});

const marks = { p_on_s: null, qrs_on_s: 0.3, qrs_off_s: 0.4 };
const measuredBeat = { beat_count: 9, type: 'dominant', r_s: 0.35, global: marks, leads: { II: marks } };

const leadII = { leads: [{ name: 'II' }] };

test('the average beat that measuring made is drawn like one that is stored, with its own waves', () => {
  const beat = paper.madeBeatOf({ ...measuredBeat, sampling_rate_hz: 500, samples_mv: { II: [0, 0.5, null] } }, leadII);
  assert.equal(beat.beatCount, 9);
  assert.equal(beat.leads[0].name, 'II');
  assert.deepEqual([...beat.leads[0].samples_mv].map((mv) => (Number.isNaN(mv) ? null : mv)), [0, 0.5, null]);
  assert.deepEqual(beat.marks.leads.II, [marks]);
  const stored = { label: 'x', sampling_rate_hz: 500, leads: [] };
  const shown = paper.withMadeBeat({ average_beats: [stored] }, beat);
  assert.deepEqual(shown.average_beats, [beat, stored]);
});

test('without samples there is no beat to draw', () => {
  assert.equal(paper.madeBeatOf(measuredBeat, leadII), null);
  assert.equal(paper.madeBeatOf(null, leadII), null);
});

test('when a record is measured anew the made beat stays chosen, and a stored one only while it is there', () => {
  const [one, other] = [1, 2].map(() => paper.madeBeatOf({ ...measuredBeat, sampling_rate_hz: 500, samples_mv: { II: [0] } }, leadII));
  const stored = { label: 'x', sampling_rate_hz: 500, leads: [] };
  assert.equal(paper.currentBeat({ average_beats: [other, stored] }, one), other);
  assert.equal(paper.currentBeat({ average_beats: [other, stored] }, stored), stored);
  assert.equal(paper.currentBeat({ average_beats: [stored] }, one), null);
  assert.equal(paper.currentBeat({ average_beats: [other] }, { ...stored }), null);
});
