import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { asValidated, calibration, madeWeights } from '../web/made-weights.mjs';
import { folder, jsonLines, leadwise, recordings, simulate, skipWithoutRecordings } from './tool.mjs';

const screen = (...args) => {
  const done = leadwise('screen', '--json', ...args);
  return { ...done, answers: jsonLines(done.stdout) };
};

test('a twelve-lead record is answered with a probability by the shipped weights', (t) => {
  const { status, answers } = screen(simulate(join(folder(t), 'a.hea')));
  assert.equal(status, 0);
  assert.equal(answers.length, 1);
  const [{ ok, predictions, model, abstained }] = answers;
  assert.equal(ok, true);
  assert.equal(abstained, null);
  assert.equal(predictions.length, 1);
  assert.equal(predictions[0].task, 'rv_overload');
  assert.equal(predictions[0].leads, 12);
  assert.ok(predictions[0].probability > 0 && predictions[0].probability < 1);
  assert.equal(predictions[0].clinically_validated, false);
  assert.match(model.sha256, /^[0-9a-f]{64}$/);
});

test('a WFDB record is found by its name without an ending', (t) => {
  const path = simulate(join(folder(t), 'a.hea'));
  const { status, answers } = screen(path.slice(0, -'.hea'.length));
  assert.equal(status, 0);
  assert.equal(answers[0].ok, true);
});

test('severe imposed overload scores above the same record without it', (t) => {
  const here = folder(t);
  const control = screen(simulate(join(here, 'a.hea'), 5)).answers[0].predictions[0].probability;
  const severe = screen(simulate(join(here, 'b.hea'), 5, '--severity', '1')).answers[0].predictions[0].probability;
  assert.ok(severe > control, `${severe} is not above ${control}`);
});

test('a folder is answered record by record, sorted, and what is no ECG is counted on stderr', (t) => {
  const here = folder(t);
  mkdirSync(join(here, 'b'));
  simulate(join(here, 'b', 'z.hea'), 1);
  simulate(join(here, 'c.hea'), 2);
  simulate(join(here, 'a.hea'), 3);
  writeFileSync(join(here, 'notes.txt'), 'Nothing but words, and some more words.\n');
  const { status, answers, stderr } = screen(here);
  assert.equal(status, 0);
  assert.deepEqual(
    answers.map(({ file }) => file),
    ['a.hea', 'b/z.hea', 'c.hea'].map((name) => join(here, name)),
  );
  assert.match(stderr, /1 files? that (is|are) no ECG/);
});

test('one unreadable file fails by name while the others are answered', (t) => {
  const here = folder(t);
  simulate(join(here, 'a.hea'), 1);
  simulate(join(here, 'b.hea'), 2);
  truncateSync(join(here, 'a.dat'), 1001);
  const { status, answers } = screen(here);
  assert.equal(status, 1);
  assert.equal(answers[0].ok, false);
  assert.equal(answers[0].error.code, 'TruncatedData');
  assert.equal(typeof answers[0].error.offset, 'number');
  assert.equal(answers[1].ok, true);
});

test('a header without its signal file, an empty file and a file that is not there are named errors', (t) => {
  const here = folder(t);
  writeFileSync(join(here, 'lonely.hea'), 'lonely 1 500 5000\nlonely.dat 16 1000/mV 16 0 0 0 0 I\n');
  writeFileSync(join(here, 'empty.csv'), '');
  const { status, answers } = screen(join(here, 'lonely.hea'), join(here, 'empty.csv'), join(here, 'none.hea'));
  assert.equal(status, 1);
  assert.deepEqual(
    answers.map(({ error }) => error.code),
    ['MissingFile', 'EmptyFile', 'FileNotReadable'],
  );
});

test('a short recording is an abstention and no failure', (t) => {
  const { status, answers } = screen(simulate(join(folder(t), 'a.hea'), 1, '--duration-s', '4'));
  assert.equal(status, 0);
  assert.equal(answers[0].ok, true);
  assert.equal(answers[0].abstained.code, 'TooShort');
  assert.deepEqual(answers[0].predictions, []);
});

test('--leads 6 asks the six-lead head of a twelve-lead record', (t) => {
  const { answers } = screen('--leads', '6', simulate(join(folder(t), 'a.hea')));
  assert.equal(answers[0].predictions[0].leads, 6);
});

test('wrong usage ends with 2', (t) => {
  const path = simulate(join(folder(t), 'a.hea'));
  assert.equal(leadwise('screen').status, 2);
  assert.equal(leadwise('nothing').status, 2);
  assert.equal(leadwise('screen', path, '--leads', 'I,V9').status, 2);
  assert.equal(leadwise('screen', path, '--shard', '3/2').status, 2);
  assert.equal(leadwise('screen', path, '--threads', '0').status, 2);
});

test('threads change nothing about the answers', (t) => {
  const here = folder(t);
  for (let seed = 1; seed <= 8; ++seed) simulate(join(here, `${seed}.hea`), seed);
  assert.equal(screen(here, '--threads', '3').stdout, screen(here).stdout);
});

test('the shards together are all records and none is in two', (t) => {
  const here = folder(t);
  for (let seed = 1; seed <= 5; ++seed) simulate(join(here, `${seed}.hea`), seed);
  const names = ['1/2', '2/2'].flatMap((shard) => screen(here, '--shard', shard).answers.map(({ file }) => file));
  assert.deepEqual(names.sort(), screen(here).answers.map(({ file }) => file));
});

test('an interrupted run is resumed without loss or duplicates', (t) => {
  const here = folder(t);
  for (let seed = 1; seed <= 4; ++seed) simulate(join(here, `${seed}.hea`), seed);
  const out = join(folder(t), 'out.jsonl');
  assert.equal(leadwise('screen', here, '-o', out).status, 0);
  const whole = readFileSync(out, 'utf8');
  truncateSync(out, whole.length - 100);
  assert.equal(leadwise('screen', here, '-o', out, '--resume').status, 0);
  assert.equal(readFileSync(out, 'utf8'), whole);
  appendFileSync(out, 'no answer\n');
  const refused = leadwise('screen', here, '-o', out, '--resume');
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /InvalidArgument/);
});

test('lines that only look like answers are refused on resuming, not crashed on', (t) => {
  const here = folder(t);
  simulate(join(here, 'a.hea'));
  const out = join(folder(t), 'out.jsonl');
  for (const line of ['{"file":"x","ok":true,"model":3}', '{"file":"x","ok":true,"model":{"sha256":7}}', '[]', '7']) {
    writeFileSync(out, `${line}\n`);
    const refused = leadwise('screen', here, '-o', out, '--resume');
    assert.equal(refused.status, 1);
    assert.match(refused.stderr, /InvalidArgument/);
  }
});

test('a signal file whose name is in other letters than the header says is found', (t) => {
  const here = folder(t);
  const path = simulate(join(here, 'a.hea'));
  renameSync(join(here, 'a.dat'), join(here, 'A.DAT'));
  assert.equal(screen(path).answers[0].ok, true);
});

test('the readable table shows a score, not a percentage, and says what it is for', (t) => {
  const { status, stdout } = leadwise('screen', simulate(join(folder(t), 'a.hea')));
  assert.equal(status, 0);
  assert.match(stdout, /Research use only/);
  assert.match(stdout, /12 leads: score \d+ of 100/);
  assert.match(stdout, /adult, unpaced assumed/);
  assert.doesNotMatch(stdout, /%/);
});

/** The table's line for a simulated ECG by the shipped network with another description. */
function tableBy(t, change) {
  const here = folder(t);
  const weights = join(here, 'made.safetensors');
  writeFileSync(weights, madeWeights(change));
  return leadwise('screen', '--model', weights, simulate(join(here, 'a.hea'))).stdout.split('\n').at(-2);
}

test('the table gives a calibrated head that nobody validated a score, without interval and threshold', (t) => {
  const line = tableBy(t, (model) => {
    asValidated(model);
    model.clinically_validated = false;
  });
  assert.match(line, /12 leads: score \d+ of 100 \[/);
});

test('the table calls a validated probability neither 0 nor certain', (t) => {
  const withIntercept = (intercept) => (model) => {
    asValidated(model);
    for (const head of model.heads) head.calibration = { ...calibration, intercept };
  };
  assert.match(tableBy(t, asValidated), /probability 0\.\d{3} \(95 % interval 0\.\d{3} to 0\.\d{3}\)/);
  assert.match(tableBy(t, withIntercept(-30)), /probability under 0\.001 \(95 % interval under 0\.001 to under 0\.001\)\. Pattern not found\. This does not exclude PH/);
  assert.match(tableBy(t, withIntercept(30)), /probability over 0\.999 \(95 % interval over 0\.999 to over 0\.999\), at or above threshold/);
});

test('the table names the leads that had no answer, and stands under its heading also behind a failure', (t) => {
  const here = folder(t);
  writeFileSync(join(here, 'a.csv'), '');
  const limb = join(here, 'b.csv');
  const beat = (timeS) => Math.exp(-(((timeS % 0.8) - 0.4) ** 2) / 0.0002);
  const rows = Array.from({ length: 5000 }, (_, i) => `${i / 500},${0.6 * beat(i / 500)},${beat(i / 500 + 0.01)}`);
  writeFileSync(limb, `time_s,I,II\n${rows.join('\n')}\n`);
  const { stdout } = leadwise('screen', '--leads', 'all', join(here, 'a.csv'), limb);
  assert.match(stdout, /EmptyFile[^]*Research use only[^]*6 leads: score \d+ of 100/);
  assert.match(stdout, /no answer from 12 leads, UnsupportedLeadSet: lead V1 is not in the record/);
});

test('every real recording is answered in one call', { skip: skipWithoutRecordings }, () => {
  const { status, answers } = screen(recordings, '--threads', '2');
  assert.equal(status, 0);
  assert.equal(answers.length, 714);
  for (const { ok, predictions, abstained } of answers) {
    assert.equal(ok, true);
    assert.ok(predictions.length === 1 || abstained !== null);
  }
});
