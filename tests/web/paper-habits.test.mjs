// What of the choices about the paper goes on to the next record, and what is said of the paper to who does not see it.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { twelveLeads } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

let paper;
before(async () => {
  paper = await webModules('paper/paper-settings', 'paper/paper-description', 'paper/paper-layout');
});

const record = (names) => {
  const leads = names.map((name) => ({ name, label: name, samples_mv: new Float32Array(5000) }));
  return { leads, duration_s: 10, sampling_rate_hz: 500, average_beats: [] };
};
const labelOf = (ecg, settings) => paper.describe(ecg, paper.layOutPaper(ecg, 0, settings), settings);

test('that one record was looked at by its limb leads hides no chest leads of the next', () => {
  paper.keepHabits({ ...paper.firstSettings(), layout: '6x2' });
  paper.keepHabits({ ...paper.firstSettings(), layout: 'limb', mmPerSecond: 50 });
  const { layout, mmPerSecond } = paper.firstSettings();
  assert.deepEqual([layout, mmPerSecond], ['6x2', 50], 'the rest stays a habit');
});

test('who does not see the paper is told the leads that are on it, and those that are not', () => {
  const ecg = record(twelveLeads);
  const first = { ...paper.firstSettings(), layout: null };
  assert.match(labelOf(ecg, first), /^ECG with 12 leads: I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6\. 10 s/);
  const limb = labelOf(ecg, { ...first, layout: 'limb' });
  assert.match(limb, /^ECG with 6 leads: I, II, III, aVR, aVL, aVF\. Not drawn: V1, V2, V3, V4, V5, V6\./);
  const hidden = labelOf(ecg, { ...first, hidden: new Set(['V1']) });
  assert.match(hidden, /^ECG with 11 leads: .*aVF, V2, .*Not drawn: V1\./);
  assert.match(labelOf(ecg, { ...first, order: 'cabrera' }), /^ECG with 12 leads: /);
});
