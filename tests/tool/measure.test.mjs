import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { zip } from '../zip-file.mjs';
import { folder, jsonLines, leadwise, recordings, simulate, skipWithoutRecordings } from './tool.mjs';

const golden = (name) => fileURLToPath(new URL(`../golden/io/${name}`, import.meta.url));

const measure = (...args) => {
  const done = leadwise('measure', '--json', ...args);
  return { ...done, answers: jsonLines(done.stdout) };
};

/** Every value below an object, whatever its depth. */
const leaves = (value) =>
  value !== null && typeof value === 'object' ? Object.values(value).flatMap(leaves) : [value];

test('a record is measured: beats, waves, values, quality and signs in one object', (t) => {
  const { status, answers } = measure(simulate(join(folder(t), 'a.hea')));
  assert.equal(status, 0);
  assert.equal(answers.length, 1);
  const [answer] = answers;
  assert.deepEqual(Object.keys(answer), [
    'file', 'ok', 'use', 'record', 'quality', 'rhythm', 'beats', 'measurements', 'measurement_details',
    'stored_measurements', 'amplitudes', 'criteria', 'representative_beat', 'delineation', 'notes', 'software',
  ]);
  assert.match(answer.use, /Research use only/);
  assert.ok(answer.beats.length >= 8, `${answer.beats.length} beats`);
  assert.equal(answer.delineation.global.length, answer.beats.length);
  for (const marks of Object.values(answer.delineation.leads)) assert.equal(marks.length, answer.beats.length);
  assert.deepEqual(Object.keys(answer.measurement_details), Object.keys(answer.measurements));
});

test('each value is a number or null with its reason', (t) => {
  const here = folder(t);
  const limb = join(here, 'limb.csv');
  const rows = Array.from({ length: 5000 }, (_, i) => `${i / 500},${Math.sin(i / 30)},${Math.sin(i / 20)}`);
  writeFileSync(limb, `time_s,I,II\n${rows.join('\n')}\n`);
  for (const { measurements, measurement_details: details } of measure(simulate(join(here, 'a.hea')), limb).answers) {
    for (const [name, value] of Object.entries(measurements)) {
      assert.equal(value === null, details[name].reason !== null, name);
      assert.ok(value === null || Number.isFinite(value), name);
    }
  }
});

test('unreadable files are errors beside the others, exit 1', (t) => {
  const here = folder(t);
  writeFileSync(join(here, 'a.csv'), '');
  const { status, answers } = measure(join(here, 'a.csv'), simulate(join(here, 'b.hea')));
  assert.equal(status, 1);
  assert.equal(answers[0].error.code, 'EmptyFile');
  assert.equal(answers[1].ok, true);
});

test('folders and zips are measured record by record, and threads change nothing', (t) => {
  const here = folder(t);
  const paths = [1, 2, 3].map((seed) => simulate(join(here, `r${seed}.hea`), seed));
  mkdirSync(join(here, 'zipped'));
  zip(join(here, 'zipped', 'all.zip'), ...paths.flatMap((path) => [path, path.replace('.hea', '.dat')]));
  writeFileSync(join(here, 'notes.txt'), 'no ECG');
  const one = measure(here);
  assert.equal(one.status, 0, one.stderr);
  assert.equal(one.answers.length, 6);
  assert.match(one.stderr, /1 file that is no ECG was skipped/);
  assert.equal(measure(here, '--threads', '3').stdout, one.stdout);
});

test('-o writes the JSON lines to a file', (t) => {
  const here = folder(t);
  const path = simulate(join(here, 'a.hea'));
  const out = join(here, 'out.jsonl');
  assert.equal(leadwise('measure', path, '-o', out).status, 0);
  assert.equal(readFileSync(out, 'utf8'), measure(path).stdout);
  assert.equal(leadwise('measure', path, '-o', join(here, 'none', 'out.jsonl')).status, 1);
});

test('bedside values out of range are wrong usage', (t) => {
  const path = simulate(join(folder(t), 'a.hea'));
  for (const [name, ...values] of [
    ['--nt-probnp', '-1', '0', '4.9', '200001', 'nan', 'many'],
    ['--spo2', '29', '101', 'nan', '95%'],
    ['--who-class', '0', '5', '2.5', 'II'],
    ['--pre-test', '0', '100', '-1', 'nan', '12%'],
  ]) {
    for (const value of values) assert.equal(leadwise('measure', path, name, value).status, 2, `${name} ${value}`);
  }
  assert.equal(leadwise('measure').status, 2);
  assert.equal(measure(path, '--nt-probnp', '100', '--spo2', '97.5', '--who-class', '2', '--pre-test', '4.4').status, 0);
});

test("the file's own measurements stand beside ours", () => {
  const [{ measurement_details: details, stored_measurements: stored }] = measure(golden('muse/eight_leads.xml')).answers;
  assert.ok(stored.length >= 5);
  for (const detail of Object.values(details)) {
    if (detail.stored) assert.ok(stored.some(({ name }) => name === detail.stored.name));
  }
});

test('the readable form says what it is for, and what speaks against the recording, before anything else', (t) => {
  const { status, stdout } = leadwise('measure', simulate(join(folder(t), 'a.hea')));
  assert.equal(status, 0);
  assert.match(stdout, /^Research use only: not for diagnosis\. An absent sign does not exclude/);
  const order = ['a.hea', 'Quality:', 'Rhythm:'].map((word) => stdout.indexOf(word));
  assert.deepEqual([...order].sort((a, b) => a - b), order);
  assert.ok(!order.includes(-1));
  assert.doesNotMatch(stdout, /undefined|NaN|null/);
});

test('the readable form of a failure is its reason', (t) => {
  const path = join(folder(t), 'a.csv');
  writeFileSync(path, '');
  const { status, stdout } = leadwise('measure', path);
  assert.equal(status, 1);
  assert.match(stdout, /a\.csv {2}error, EmptyFile: /);
});

test('every real recording is measured in one call', { skip: skipWithoutRecordings }, () => {
  const { status, answers } = measure(recordings, '--threads', '2');
  assert.equal(status, 0);
  assert.equal(answers.length, 714);
  for (const answer of answers) {
    assert.equal(answer.ok, true);
    for (const leaf of leaves(answer.measurements)) assert.ok(leaf === null || Number.isFinite(leaf), answer.file);
  }
});

test('the text tells the likelihood ratio of a sign, and with --pre-test the probability after it', (t) => {
  const record = simulate(join(folder(t), 'a.hea'));
  const text = (...options) => leadwise('measure', record, ...options).stdout;
  const ratio = /likelihood ratio 0\.\d+ \(95 % [\d.]+ to [\d.]+\) among patients sent to catheterisation, not to be combined with other signs/;
  assert.match(text(), ratio);
  assert.doesNotMatch(text(), /probability after it/);
  assert.match(text('--pre-test', '50'), /signs; probability after it \d+(\.\d+)? % \(95 % .* to .*\), if this patient is like them\n/);
});
