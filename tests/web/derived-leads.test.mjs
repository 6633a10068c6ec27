import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { chooseFiles, openPage, settledPaper, textFile, useBrowser } from './browser.mjs';
import { csvText, readPaper, twelveLeads } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

const used = useBrowser();
let paper;
before(async () => {
  const parts = ['derived-leads', 'made-beat', 'paper-layout', 'shown-leads'].map((name) => `paper/${name}`);
  paper = await webModules(...parts, 'report/trace-rows');
});

const chest = twelveLeads.slice(6);
const eight = ['I', 'II', ...chest];
/** By Einthoven and Goldberger; I and II are 0.4 and 1 mV. */
const limb = { I: 0.4, II: 1, III: 0.6, aVR: -0.7, aVL: -0.1, aVF: 0.8 };

function record(names, valueOf = (name) => limb[name] ?? 0.5) {
  const leads = names.map((name) => ({ name, label: name, samples_mv: new Float32Array(5000).fill(valueOf(name)) }));
  return { sampling_rate_hz: 500, duration_s: 10, leads };
}

const derivedOf = (signal) => paper.withDerivedLeads(signal).leads.filter(({ derived }) => derived);

test('any two limb leads give the other four, as Einthoven and Goldberger have them', () => {
  const names = Object.keys(limb);
  for (const first of names) {
    for (const second of names.filter((name) => name !== first)) {
      const derived = derivedOf(record([first, second]));
      assert.deepEqual(derived.map(({ name }) => name), names.filter((name) => name !== first && name !== second));
      for (const { name, samples_mv } of derived) {
        assert.ok(Math.abs(samples_mv[7] - limb[name]) < 1e-5, `${name} of ${first} and ${second}`);
      }
    }
  }
});

test('eight stored leads are shown as twelve, the derived ones behind the recorded limb leads', () => {
  const shown = paper.withDerivedLeads(record(eight));
  assert.deepEqual(shown.leads.map(({ label }) => label), twelveLeads);
  assert.deepEqual(shown.leads.filter(({ derived }) => derived).map(paper.leadTitle), ['III', 'aVR', 'aVL', 'aVF'].map((name) => `${name} derived`));
  const rowsOf = (order) => paper.layOutPaper(shown, 0, { ...paper.standardChoices, order }).strips.map(({ lead }) => paper.leadTitle(lead));
  assert.deepEqual(rowsOf('standard').slice(0, 4), ['I', 'aVR derived', 'V1', 'V4']);
  assert.deepEqual(rowsOf('cabrera').slice(8, 12), ['−aVR derived', 'III derived', 'V3', 'V6']);
});

test('print and report have the same twelve leads', () => {
  const { rows, leftOut } = paper.traceRows(record(eight), 0);
  const titles = rows.map((row) => row.map(({ lead }) => paper.leadTitle(lead)));
  assert.deepEqual(titles[2], ['III derived', 'aVF derived', 'V3', 'V6']);
  assert.deepEqual([rows.length, leftOut], [4, []]);
});

test('a recorded lead is never replaced, and one limb lead gives no other', () => {
  const contradicting = record(['I', 'II', 'III'], () => 1);
  const { leads } = paper.withDerivedLeads(contradicting);
  assert.equal(leads[2], contradicting.leads[2]);
  assert.deepEqual(leads.filter(({ derived }) => derived).map(({ name }) => name), ['aVR', 'aVL', 'aVF']);
  for (const names of [twelveLeads, ['II', 'V5'], chest]) {
    const whole = record(names);
    assert.equal(paper.withDerivedLeads(whole), whole);
  }
});

test('where a sample is missing its derived leads have none, and an empty lead gives nothing', () => {
  const gap = record(['I', 'II']);
  gap.leads[0].samples_mv[3] = NaN;
  for (const { samples_mv } of derivedOf(gap)) assert.deepEqual([samples_mv[3], Number.isFinite(samples_mv[4])], [NaN, true]);
  assert.deepEqual(derivedOf(record(['I', 'II'], (name) => (name === 'I' ? NaN : 1))), []);
});

test('of the average beat the leads that the record lacks are called derived too', () => {
  const beat = { beat_count: 9, sampling_rate_hz: 500, samples_mv: { II: [0, 1], III: [1, 0] }, leads: {}, global: {} };
  assert.deepEqual(paper.madeBeatOf(beat, record(['I', 'II'])).leads.map(paper.leadTitle), ['II', 'III derived']);
});

test('the page lays eight leads out as twelve, and says which are derived', async (t) => {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  const waves = Object.fromEntries(eight.map((name) => [name, (time) => (time % 1 < 0.1 ? 1 : 0)]));
  await chooseFiles(page, textFile('eight.csv', csvText(waves)));
  await settledPaper(page);
  const { baselinesMm, label } = await readPaper(page);
  assert.equal(baselinesMm.length, 4);
  assert.match(label, /12 leads: I, II, III derived, aVR derived, aVL derived, aVF derived, V1/);
  assert.equal(await page.getByLabel('Layout').locator('option:checked').innerText(), '3 × 4 + II');
  assert.match(await page.locator('.record-title').innerText(), /8 leads/);
});
