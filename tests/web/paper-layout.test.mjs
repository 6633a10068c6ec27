import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { twelveLeads } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

let paper;
before(async () => {
  paper = await webModules('paper/paper-layout', 'paper/paper-rows', 'paper/paper-scale', 'paper/shown-leads');
});

const rateHz = 500;

/** Leads of a sine each, 0.5 mV high; those of `names` that are no standard leads are named by their label only. */
function record(names, { seconds = 10, wave = (time) => 0.5 * Math.sin(2 * Math.PI * time) } = {}) {
  const count = Math.round(seconds * rateHz);
  const leads = names.map((label) => ({
    name: twelveLeads.includes(label) ? label : null,
    label,
    samples_mv: Float32Array.from({ length: count }, (_, index) => wave(index / rateHz, label)),
  }));
  return { sampling_rate_hz: rateHz, duration_s: seconds, leads };
}

const choices = (part) => ({ ...paper.standardChoices, ...part });

/** The labels of the leads in each row. */
function rows({ strips, baselinesMm }) {
  return baselinesMm.map((mm) => strips.filter(({ baselineMm }) => baselineMm === mm).map(({ lead }) => lead.label));
}

const standardRows = [['I', 'aVR', 'V1', 'V4'], ['II', 'aVL', 'V2', 'V5'], ['III', 'aVF', 'V3', 'V6']];

const layouts = {
  '3x4': standardRows,
  '3x4+1': [...standardRows, ['II']],
  '3x4+3': [...standardRows, ['V1'], ['II'], ['V5']],
  '6x2': [['I', 'V1'], ['II', 'V2'], ['III', 'V3'], ['aVR', 'V4'], ['aVL', 'V5'], ['aVF', 'V6']],
  '12x1': twelveLeads.map((name) => [name]),
  limb: [['I', 'aVR'], ['II', 'aVL'], ['III', 'aVF'], ['II']],
};

for (const [layout, wanted] of Object.entries(layouts)) {
  test(`the layout ${layout} has its leads in order, and every row spans the page`, () => {
    const laidOut = paper.layOutPaper(record(twelveLeads), 0, choices({ layout }));
    assert.deepEqual(rows(laidOut), wanted);
    for (const baselineMm of laidOut.baselinesMm) {
      const strips = laidOut.strips.filter((strip) => strip.baselineMm === baselineMm);
      assert.equal(strips[0].startS, 0);
      assert.equal(strips.at(-1).endS, 10);
      for (const { startS, xMm } of strips) assert.equal(xMm, laidOut.rowStartMm + startS * 25);
      strips.slice(1).forEach(({ startS }, index) => assert.equal(startS, strips[index].endS));
    }
  });
}

const cabreraRows = [['aVL', 'II', 'V1', 'V4'], ['I', 'aVF', 'V2', 'V5'], ['−aVR', 'III', 'V3', 'V6']];

test("Cabrera's order goes from aVL to III by way of −aVR in every layout", () => {
  const inOrder = (layout) => rows(paper.layOutPaper(record(twelveLeads), 0, choices({ layout, order: 'cabrera' })));
  const limb = ['aVL', 'I', '−aVR', 'II', 'aVF', 'III'];
  assert.deepEqual(inOrder('3x4+1'), [...cabreraRows, ['II']]);
  assert.deepEqual(inOrder('limb'), [['aVL', 'II'], ['I', 'aVF'], ['−aVR', 'III'], ['II']]);
  assert.deepEqual(inOrder('6x2').map(([first]) => first), limb);
  assert.deepEqual(inOrder('12x1').flat(), [...limb, ...twelveLeads.slice(6)]);
});

test('−aVR is aVR turned round, and goes by no standard name', () => {
  const wave = (time, label) => (label === 'aVR' ? -time / 10 : 0);
  const { strips } = paper.layOutPaper(record(twelveLeads, { wave }), 0, choices({ layout: '12x1', order: 'cabrera' }));
  const turned = strips.find(({ standardLead }) => standardLead === 'aVR');
  assert.equal(turned.lead.name, null);
  assert.equal(turned.lead.label, '−aVR');
  assert.ok(Math.abs(turned.lead.samples_mv[1000] - 0.2) < 1e-6);
  const standard = paper.layOutPaper(record(twelveLeads, { wave }), 0, choices({ layout: '12x1' }));
  const untouched = standard.strips.find(({ lead }) => lead.name === 'aVR');
  assert.ok(Math.abs(untouched.lead.samples_mv[1000] + 0.2) < 1e-6);
});

for (const mmPerSecond of [25, 50]) {
  for (const mmPerMillivolt of [5, 10, 20]) {
    test(`${mmPerSecond} mm/s and ${mmPerMillivolt} mm/mV scale the paper, and rows keep apart`, () => {
      const laidOut = paper.layOutPaper(record(twelveLeads), 0, choices({ mmPerSecond, mmPerMillivolt }));
      assert.equal(laidOut.widthMm, laidOut.rowStartMm + 10 * mmPerSecond + 5);
      assert.equal(laidOut.strips[1].xMm - laidOut.strips[0].xMm, 2.5 * mmPerSecond);
      assert.ok(laidOut.rowStartMm >= 0.2 * mmPerSecond + 2, 'room for the calibration pulse');
      assert.ok(laidOut.baselinesMm[0] > mmPerMillivolt, 'its height fits above the first row');
      for (const baselineMm of laidOut.baselinesMm) assert.equal(baselineMm % 5, 0);
      laidOut.baselinesMm.slice(1).forEach((mm, index) => {
        assert.ok(mm - laidOut.baselinesMm[index] >= Math.max(25, mmPerMillivolt), `row ${index}`);
      });
    });
  }
}

for (const mmPerMillivolt of [5, 10, 20]) {
  test(`at ${mmPerMillivolt} mm/mV a name stands above a usual R wave, and below a huge one`, () => {
    const peak = (height) => (time) => (time % 1 < 0.05 ? height : 0);
    const label = (height) => paper.layOutPaper(record(['II'], { wave: peak(height) }), 0, choices({ mmPerMillivolt })).strips[0];
    assert.ok(label(1.4).labelMm > 1.4 * mmPerMillivolt);
    assert.ok(label(3).labelMm < 0);
    assert.ok(label(0).labelMm >= 8.5);
  });
}

test('leads that are switched off leave their place empty in columns and none in rows', () => {
  const hidden = new Set(['aVL', 'II', 'V2', 'V5']);
  const ecg = record(twelveLeads);
  assert.deepEqual(rows(paper.layOutPaper(ecg, 0, choices({ hidden }))), [standardRows[0], standardRows[2]]);
  const some = paper.layOutPaper(ecg, 0, choices({ hidden: new Set(['I', 'V1']) }));
  assert.deepEqual(rows(some)[0], ['aVR', 'V4']);
  assert.equal(some.strips[0].xMm, 10 + 62.5);
  const single = paper.layOutPaper(ecg, 0, choices({ hidden, layout: '12x1' }));
  assert.deepEqual(rows(single).flat(), twelveLeads.filter((name) => !hidden.has(name)));
  const none = paper.layOutPaper(ecg, 0, choices({ hidden: new Set(twelveLeads) }));
  assert.deepEqual(none.strips, []);
  assert.ok(none.heightMm > 0 && none.widthMm > 0);
});

test('unusual recordings keep a row for every channel', () => {
  const laidOut = (names, seconds) => rows(paper.layOutPaper(record(names, { seconds }), 0));
  assert.deepEqual(laidOut(['II']), [['II']]);
  assert.deepEqual(laidOut(['a', 'b']), [['a'], ['b']]);
  assert.deepEqual(laidOut(twelveLeads.slice(0, 6)), layouts.limb);
  assert.deepEqual(laidOut([...twelveLeads, 'Vx', 'Vy', 'Vz']), [...layouts['3x4+1'], ['Vx'], ['Vy'], ['Vz']]);
  assert.deepEqual(laidOut([...twelveLeads.slice(0, 6), 'V1']), [...layouts.limb, ['V1']]);
  assert.deepEqual(laidOut(twelveLeads, 4), layouts['12x1']);
});

test('a layout that the leads do not allow falls back to the usual one', () => {
  const limbOnly = paper.layOutPaper(record(twelveLeads.slice(0, 6)), 0, choices({ layout: '3x4+3' }));
  assert.deepEqual(rows(limbOnly), layouts.limb);
});

test('a whole recording lies on one paper, and an artefact in it spreads no rows', () => {
  const spike = (time) => (time > 31 && time < 31.1 ? 5 : 0.5 * Math.sin(2 * Math.PI * time));
  const long = (wave) => paper.layOutWhole(record(['I', 'II'], { seconds: 120, wave }), paper.standardChoices);
  const calm = long(undefined);
  assert.equal(calm.widthMm, 10 + 120 * 25 + 5);
  assert.deepEqual(long(spike).baselinesMm, calm.baselinesMm);
  const tall = (time) => 2.5 * Math.sin(2 * Math.PI * time);
  assert.ok(long(tall).heightMm > calm.heightMm);
});

test('an average beat shows all leads at the same time, three to a column', () => {
  const beat = record(twelveLeads, { seconds: 1.2 });
  const laidOut = paper.layOutBeat(beat, paper.standardChoices);
  assert.deepEqual(rows(laidOut), standardRows);
  for (const { startS, endS } of laidOut.strips) assert.deepEqual([startS, endS], [0, 1.2]);
  const ends = laidOut.strips.map(({ xMm }) => xMm + 1.2 * 25);
  laidOut.strips.slice(1, 4).forEach(({ xMm }, index) => assert.ok(xMm > ends[index]));
  assert.ok(laidOut.widthMm >= Math.max(...ends));
});
