import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { folder, jsonLines, leadwise, readCsv, simulate } from './tool.mjs';

const standardLeads = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

test('convert to CSV writes one row a sample in mV, and the CSV is read back as the same ECG', (t) => {
  const here = folder(t);
  const wfdb = simulate(join(here, 'a.hea'));
  const csv = join(here, 'a.csv');
  const back = join(here, 'back.csv');
  assert.equal(leadwise('convert', wfdb, '--to', 'csv', '-o', csv).status, 0);
  const { header, rows } = readCsv(csv);
  assert.deepEqual(header, ['time_s', ...standardLeads]);
  assert.equal(rows.length, 5000);
  assert.equal(rows[1][0], 0.002);
  assert.equal(leadwise('convert', csv, '--to', 'csv', '-o', back).status, 0);
  assert.equal(readFileSync(back, 'utf8'), readFileSync(csv, 'utf8'));
});

test('convert keeps a record through WFDB within its resolution', (t) => {
  const here = folder(t);
  const wfdb = simulate(join(here, 'a.hea'));
  assert.equal(leadwise('convert', wfdb, '--to', 'wfdb', '-o', join(here, 'b')).status, 0);
  assert.equal(leadwise('convert', wfdb, '--to', 'csv', '-o', join(here, 'a.csv')).status, 0);
  assert.equal(leadwise('convert', join(here, 'b.hea'), '--to', 'csv', '-o', join(here, 'b.csv')).status, 0);
  assert.equal(readFileSync(join(here, 'b.csv'), 'utf8'), readFileSync(join(here, 'a.csv'), 'utf8'));
});

test('what preprocess wrote is no ECG for any command, and a failure below a folder', (t) => {
  const here = folder(t);
  const out = join(here, 'p.csv');
  leadwise('preprocess', simulate(join(here, 'a.hea')), '-o', out);
  for (const call of [['screen'], ['measure'], ['inspect'], ['convert', '--to', 'edf', '-o', join(here, 'p.edf')]]) {
    const done = leadwise(...call, out);
    assert.equal(done.status, 1, call.join(' '));
    assert.match(done.stdout + done.stderr, /UnsupportedFormat[^]*a model's input, not voltages/);
  }
  const answers = jsonLines(leadwise('screen', '--json', here).stdout);
  assert.deepEqual(answers.map(({ ok }) => ok), [true, false]);
});

test('preprocess writes the model input: mean 0 and standard deviation 1 in every lead', (t) => {
  const here = folder(t);
  const out = join(here, 'p.csv');
  assert.equal(leadwise('preprocess', simulate(join(here, 'a.hea')), '--to', 'csv', '-o', out).status, 0);
  const { header, rows } = readCsv(out);
  assert.deepEqual(header, ['time_s', ...standardLeads]);
  assert.equal(rows.length, 5000);
  for (let lead = 1; lead <= 12; ++lead) {
    const values = rows.map((row) => row[lead]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    assert.ok(Math.abs(mean) < 1e-9 && Math.abs(variance - 1) < 1e-9, `${header[lead]}: ${mean}, ${variance}`);
  }
});

test('inspect says what a file holds and keeps the patient to itself until asked', (t) => {
  const here = folder(t);
  const path = simulate(join(here, 'a.hea'));
  writeFileSync(path, `${readFileSync(path, 'utf8')}#Age: 61\n#Sex: Female\n#Referred by Dr Roe\n`);
  const without = leadwise('inspect', '--json', path);
  assert.equal(without.status, 0);
  const [json] = jsonLines(without.stdout);
  assert.deepEqual(json.record.leads, standardLeads);
  assert.equal(json.record.sampling_rate_hz, 500);
  assert.equal(json.record.duration_s, 10);
  assert.equal(json.patient.age_years, 61);
  assert.equal(json.patient.sex, 'female');
  assert.doesNotMatch(without.stdout, /Roe/);
  assert.match(leadwise('inspect', path, '--identifiers').stdout, /Roe/);
});

test('inspected for reading, lists stand line by line and beats are counted', (t) => {
  const here = folder(t);
  const path = simulate(join(here, 'a.hea'));
  const line = readFileSync(path, 'utf8').split('\n').find((text) => text.endsWith(' V6'));
  writeFileSync(path, readFileSync(path, 'utf8').replace(line, line.replace('/mV', '/mmHg').replace('V6', 'ABP')));
  writeFileSync(join(here, 'a.atr'), Buffer.from([5, 4, 5, 4, 0, 0]));
  const { status, stdout } = leadwise('inspect', path);
  assert.equal(status, 0);
  assert.match(stdout, /^ {2}record\.leads: I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5$/m);
  assert.match(stdout, /^ {2}annotations: 2 \(--json lists them\)$/m);
  assert.match(stdout, /^ {2}notes: NoEcgChannel: signal "ABP" was left out/m);
});

test('a record of several segments is one record, with the files of its segments and its annotations', (t) => {
  const here = folder(t);
  const beats = [[5, 4], [0, 0]].flat();
  simulate(join(here, 'a.hea'), 1);
  simulate(join(here, 'b.hea'), 2);
  writeFileSync(join(here, 'whole.hea'), 'whole/3 12 500 11000\na 5000\n~ 1000\nb 5000\n');
  writeFileSync(join(here, 'whole.atr'), Buffer.from(beats));
  for (const path of [here, join(here, 'whole.hea'), join(here, 'whole')]) {
    const done = leadwise('inspect', '--json', path);
    assert.equal(done.status, 0, done.stderr);
    const answers = jsonLines(done.stdout);
    assert.equal(answers.length, 1);
    assert.equal(answers[0].record.duration_s, 22);
    assert.doesNotMatch(done.stderr, /skipped/);
  }
});

test('text without unit or rate asks for them, and takes them from the command line', (t) => {
  const path = join(folder(t), 'a.csv');
  const rows = Array.from({ length: 5000 }, (_, i) => [1, 2].map((k) => Math.round(900 * Math.sin((k * i) / 40))).join());
  writeFileSync(path, `I,II\n${rows.join('\n')}\n`);
  const asked = (...args) => jsonLines(leadwise('inspect', '--json', path, ...args).stdout)[0];
  assert.equal(asked('--rate', '500').error.code, 'UnitRequired');
  assert.equal(asked('--unit', 'uV').error.code, 'SamplingRateRequired');
  assert.equal(asked('--unit', 'uV', '--rate', '500').record.duration_s, 10);
});

test('age and pacing are taken from the command line where the file does not state them', (t) => {
  const path = simulate(join(folder(t), 'a.hea'));
  const answer = (...args) => jsonLines(leadwise('screen', '--json', path, ...args).stdout)[0];
  assert.deepEqual(answer().assumptions, ['adult', 'unpaced']);
  assert.deepEqual(answer('--age', '54', '--unpaced').assumptions, []);
  assert.equal(answer('--age', '17').abstained.code, 'UnderAge');
  assert.equal(answer('--paced').abstained.code, 'PacedRhythm');
  assert.equal(leadwise('screen', path, '--paced', '--unpaced').status, 2);
});

test('simulated ECGs are equal for equal seeds and differ otherwise', (t) => {
  const here = folder(t);
  const bytes = (name, seed) => {
    simulate(join(here, `${name}.hea`), seed);
    return readFileSync(join(here, `${name}.dat`));
  };
  const first = bytes('a', 11);
  assert.ok(first.equals(bytes('b', 11)));
  assert.ok(!first.equals(bytes('c', 12)));
});

test('overload of severity 0 imposed on a record leaves it as it was, severity 1 does not', (t) => {
  const here = folder(t);
  const path = simulate(join(here, 'a.hea'));
  const imposed = (name, severity) => {
    const out = join(here, `${name}.csv`);
    const done = leadwise('simulate', '--onto', path, '--severity', severity, '--to', 'csv', '-o', out);
    assert.equal(done.status, 0, done.stderr);
    return readFileSync(out, 'utf8');
  };
  leadwise('convert', path, '--to', 'csv', '-o', join(here, 'a.csv'));
  const original = readFileSync(join(here, 'a.csv'), 'utf8');
  assert.equal(imposed('none', '0'), original);
  assert.notEqual(imposed('severe', '1'), original);
});

test('what is simulated says so in the file, and nothing of the patient goes along', (t) => {
  const here = folder(t);
  const path = simulate(join(here, 'a.hea'), 1, '--severity', '0.5');
  assert.match(readFileSync(path, 'utf8'), /^# ?Simulated by Leadwise: .* severity 0\.5 .*Research use only/m);
  writeFileSync(path, `${readFileSync(path, 'utf8')}#Patient name: Jane Doe\n#Referred by Dr Roe\n`);
  const out = join(here, 'b.hea');
  assert.equal(leadwise('simulate', '--onto', path, '--severity', '1', '--to', 'wfdb', '-o', out).status, 0);
  assert.match(readFileSync(out, 'utf8'), /^# ?Simulated by Leadwise: .* imposed on a real ECG/m);
  assert.doesNotMatch(readFileSync(out, 'utf8'), /Jane|Roe/);
});

test('a severity outside 0 to 1 is wrong usage', (t) => {
  const out = join(folder(t), 'a.csv');
  assert.equal(leadwise('simulate', '--severity', '2', '--to', 'csv', '-o', out).status, 2);
});

test('the model card says what the weights are and are not', () => {
  const { status, stdout } = leadwise('model');
  assert.equal(status, 0);
  const card = JSON.parse(stdout);
  assert.equal(card.clinically_validated, false);
  assert.match(JSON.stringify(card), /no .*(PH|pulmonary.hypertension) label/i);
  for (const head of card.heads) assert.equal(head.threshold ?? null, null);
});

test('weights that are no weights are refused by name', (t) => {
  const here = folder(t);
  const path = join(here, 'bad.safetensors');
  writeFileSync(path, 'these are no weights');
  const done = leadwise('model', path);
  assert.equal(done.status, 1);
  assert.match(done.stderr, /InvalidWeightFile/);
  assert.equal(leadwise('screen', simulate(join(here, 'a.hea')), '--model', path).status, 1);
});
