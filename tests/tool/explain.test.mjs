import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { folder, jsonLines, leadwise, recordings, simulate, skipWithoutRecordings } from './tool.mjs';

const explain = (...args) => jsonLines(leadwise('screen', '--json', '--explain', ...args).stdout);
const sumOf = (numbers) => numbers.reduce((sum, number) => sum + (number ?? 0), 0);

/** Checks that what is printed adds up to what the logit moved, and gives it. */
function checkComplete({ logit, baseline_logit: from, total, completeness_gap: gap, amplitude, waves, leads }) {
  const moved = logit - from;
  assert.ok(gap <= 0.01 || Math.abs(total - moved) <= 0.01, `gap ${gap} of ${moved}`);
  assert.ok(Math.abs(sumOf(Object.values(leads).map((lead) => lead.total)) - total) < 0.01);
  assert.ok(Math.abs(sumOf(Object.values(waves)) + amplitude - total) < 0.01);
  for (const [name, lead] of Object.entries(leads)) {
    assert.equal(lead.samples.length, 5000, name);
    assert.equal(lead.reconstruction_mv.length, 5000, name);
    assert.ok(Math.abs(sumOf(lead.samples) - lead.shape) < 2e-3, name);
    assert.ok(Math.abs(sumOf(Object.values(lead.waves)) - lead.shape) < 2e-3, name);
  }
  return moved;
}

test('--explain says of every prediction what it rests on, and changes nothing else about the answer', (t) => {
  const path = simulate(join(folder(t), 'a.hea'), 2, '--severity', '0.6');
  const [{ attribution, ...answer }] = explain('--leads', 'all', path);
  const [{ attribution: none, ...plain }] = jsonLines(leadwise('screen', '--json', '--leads', 'all', path).stdout);
  assert.equal(none, null);
  assert.deepEqual(answer, plain);
  assert.deepEqual(attribution.map(({ head }) => head), ['rv_overload_12', 'rv_overload_6']);
  for (const [i, explanation] of attribution.entries()) {
    checkComplete(explanation);
    assert.match(explanation.use, /^Research use only/);
    const probability = 1 / (1 + Math.exp(-explanation.logit));
    assert.ok(Math.abs(probability - answer.predictions[i].probability) < 1e-4);
    assert.equal(Object.keys(explanation.leads).length, answer.predictions[i].leads);
  }
});

test('imposed overload moves the logit up through the waves that it changes', (t) => {
  const here = folder(t);
  const [[control], [severe]] = ['0', '1'].map(
    (severity) => explain(simulate(join(here, `s${severity}.hea`), 5, '--severity', severity))[0].attribution,
  );
  assert.ok(checkComplete(severe) > checkComplete(control));
  assert.equal(severe.baseline_logit, control.baseline_logit);
});

test('an abstention and a failure have nothing to explain', (t) => {
  const here = folder(t);
  const [abstained] = explain(simulate(join(here, 'a.hea'), 1, '--duration-s', '4'));
  assert.equal(abstained.abstained.code, 'TooShort');
  assert.equal(abstained.attribution, null);
  const [failed] = explain(join(here, 'none.hea'));
  assert.equal(failed.ok, false);
});

test('of a recording of several windows the one with the median logit is explained', (t) => {
  const path = simulate(join(folder(t), 'a.hea'), 3, '--duration-s', '55', '--severity', '0.3');
  const [{ attribution, predictions }] = explain(path);
  const [explanation] = attribution;
  assert.equal(predictions[0].windows.count, 5);
  assert.ok([0, 10, 20, 30, 40].includes(explanation.window.start_s));
  assert.ok(Math.abs(1 / (1 + Math.exp(-explanation.logit)) - predictions[0].probability) < 1e-4);
  checkComplete(explanation);
});

test('threads change nothing about explanations', (t) => {
  const here = folder(t);
  for (let seed = 1; seed <= 4; ++seed) simulate(join(here, `${seed}.hea`), seed);
  assert.deepEqual(explain(here, '--threads', '3'), explain(here));
});

test('the readable table names the leads and waves that moved the score most, and what that does not say', (t) => {
  const path = simulate(join(folder(t), 'a.hea'), 2, '--severity', '0.8');
  const { stdout } = leadwise('screen', '--explain', path);
  assert.match(stdout, /12 leads: score \d+ of 100/);
  assert.match(stdout, /the model used most: (\S+ [+-]\d\.\d\d(, )?){3,}/);
  assert.match(stdout, /not what ails the patient/);
  assert.doesNotMatch(leadwise('screen', path).stdout, /the model used most/);
});

test('attributions of real recordings add up', { skip: skipWithoutRecordings }, () => {
  const here = join(recordings, 'ptbxl/records500/00000');
  const names = readdirSync(here).filter((name) => name.endsWith('.hea')).sort().slice(0, 12);
  const answers = explain('--leads', 'all', ...names.map((name) => join(here, name)));
  assert.equal(answers.length, 12);
  for (const { attribution, abstained } of answers) {
    assert.equal(attribution === null, abstained !== null);
    for (const explanation of attribution ?? []) checkComplete(explanation);
  }
});
