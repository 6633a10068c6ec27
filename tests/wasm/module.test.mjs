import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, packageFolder } from './built.mjs';
import { csvFile, textFile, twelveLeads } from './ecg-files.mjs';

const lw = await load();
const simulated = lw.simulate({ seed: 3, severity: 0.7, to: 'wfdb', name: 'a' });

test('a simulated ECG is a WFDB record that is read again', () => {
  assert.deepEqual(simulated.map((file) => file.name).sort(), ['a.dat', 'a.hea']);
  const record = lw.record(simulated);
  assert.equal(record.format, 'wfdb');
  assert.equal(record.sampling_rate_hz, 500);
  assert.equal(record.duration_s, 10);
  assert.deepEqual(record.leads.map((lead) => lead.name), twelveLeads);
  for (const lead of record.leads) {
    assert.ok(lead.samples_mv instanceof Float32Array);
    assert.equal(lead.samples_mv.length, 5000);
    const peak = lead.samples_mv.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    assert.ok(peak > 0.05 && peak < 6, `${lead.name} peaks at ${peak} mV`);
  }
});

test('the order of the files does not matter', () => {
  assert.deepEqual(lw.screen([...simulated].reverse()), lw.screen(simulated));
});

test('samples of a CSV file come through as they stand', () => {
  const record = lw.record([csvFile({ II: (t) => Math.round(t * 1000) / 1000, V1: (t) => -t })]);
  assert.deepEqual(record.leads.map((lead) => lead.name), ['II', 'V1']);
  assert.equal(record.leads[0].samples_mv[500], 1);
  assert.equal(record.leads[1].samples_mv[1250], -2.5);
});

test('a record of several files is sorted from others', () => {
  const other = csvFile({ I: Math.sin }, { name: 'b.csv' });
  const groups = lw.group([simulated[1], other, simulated[0]]);
  const byName = Object.fromEntries(groups.map((group) => [group.name, [...group.parts].sort()]));
  assert.deepEqual(byName, { 'a.hea': [0, 2], 'b.csv': [1] });
});

test('a thousand files are sorted at once', () => {
  const big = new Uint8Array(200_000).fill(1);
  const many = Array.from({ length: 500 }, (_, i) => [
    textFile(`r${i}.hea`, `r${i} 1 500 5000\nr${i}.dat 16 200 16 0 0 0 0 I\n`),
    { name: `r${i}.dat`, bytes: big },
  ]).flat();
  const groups = lw.group(many);
  assert.equal(groups.length, 500);
  assert.deepEqual(groups[499], { name: 'r499.hea', parts: [998, 999] });
});

test('inspecting says what a file holds, and identifies a patient only when asked to', () => {
  const header = [
    'p 2 500 5000', 'p.dat 16 1000/mV 16 0 0 0 0 I', 'p.dat 16 1000/mV 16 0 0 0 0 II', '#Name: Jane Roe',
  ].join('\n');
  const samples = new Int16Array(10000).map((_, i) => (i % 7) - 3);
  const sums = [0, 1].map((lead) => {
    return (samples.reduce((sum, value, i) => (i % 2 === lead ? sum + value : sum), 0) << 16) >> 16;
  });
  const checked = header.replace('0 0 0 0 I\n', `0 -3 ${sums[0]} 0 I\n`).replace('0 0 0 0 II', `0 -2 ${sums[1]} 0 II`);
  const files = [textFile('p.hea', checked), { name: 'p.dat', bytes: new Uint8Array(samples.buffer) }];
  const inspected = lw.inspect(files);
  assert.equal(inspected.file, 'p.hea');
  assert.equal(inspected.record.format, 'wfdb');
  assert.deepEqual(inspected.record.leads, ['I', 'II']);
  assert.ok(!JSON.stringify(inspected).includes('Jane'));
  assert.ok(JSON.stringify(lw.inspect(files, { identifiers: true })).includes('Jane Roe'));
});

test('age and pacing that a file lacks can be stated: nothing is assumed then, and no score is given where none is honest', () => {
  assert.deepEqual(lw.screen(simulated).assumptions, ['adult', 'unpaced']);
  const known = lw.screen(simulated, { age_years: 54, paced: false });
  assert.deepEqual(known.assumptions, []);
  assert.deepEqual(known.predictions, lw.screen(simulated).predictions);
  for (const [stated, code] of [[{ paced: true }, 'PacedRhythm'], [{ age_years: 17 }, 'UnderAge']]) {
    const { abstained, predictions } = lw.screen(simulated, stated);
    assert.equal(abstained.code, code);
    assert.deepEqual(predictions, []);
  }
  assert.equal(lw.measure(simulated, { paced: true }).beats[0].type, 'paced');
  assert.throws(() => lw.screen(simulated, { age_years: 151 }), { code: 'InvalidArgument' });
  assert.throws(() => lw.screen(simulated, { paced: 'no' }), { code: 'InvalidArgument' });
});

test('the unit and the rate that a file lacks can be stated', () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `${(i % 100) * 10},${(i % 50) * -10}`);
  const bare = [textFile('bare.csv', `I,II\n${rows.join('\n')}\n`)];
  const record = lw.record(bare, { unit: 'uV', sampling_rate_hz: 200 });
  assert.equal(record.sampling_rate_hz, 200);
  assert.equal(record.duration_s, 10);
  assert.ok(Math.abs(record.leads[0].samples_mv[99] - 0.99) < 1e-6);
});

test('preprocessing gives twelve standardised leads and their size in mV', () => {
  const window = lw.preprocess(simulated);
  assert.equal(window.sampling_rate_hz, 500);
  assert.deepEqual(window.leads.map((lead) => lead.name), twelveLeads);
  for (const { samples, log_sd_mv: logSd } of window.leads) {
    assert.ok(samples instanceof Float64Array);
    const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
    const variance = samples.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (samples.length - 1);
    assert.ok(Math.abs(mean) < 1e-9 && Math.abs(variance - 1) < 1e-9);
    assert.ok(Math.exp(logSd) > 0.01 && Math.exp(logSd) < 2);
  }
  assert.deepEqual(window.windows, { used: 1, skipped: 0, unused_s: 0 });
  assert.equal(window.quality.V6.usable, true);
});

test('screening answers with twelve leads, with six when asked, and with both', () => {
  const auto = lw.screen(simulated);
  assert.equal(auto.ok, true);
  assert.equal(auto.abstained, null);
  assert.deepEqual(auto.predictions.map((prediction) => prediction.leads), [12]);
  const [{ task, probability, clinically_validated: validated }] = auto.predictions;
  assert.equal(task, 'rv_overload');
  assert.ok(probability >= 0 && probability <= 1);
  assert.equal(validated, false);
  assert.deepEqual(Object.keys(auto.elbo), twelveLeads);
  const six = lw.screen(simulated, { leads: '6' });
  assert.deepEqual(six.predictions.map((prediction) => prediction.leads), [6]);
  const both = lw.screen(simulated, { leads: 'all' });
  assert.deepEqual(both.predictions.map((prediction) => prediction.probability).sort(),
    [probability, six.predictions[0].probability].sort());
});

test('the answer depends on the ECG', () => {
  const answers = [0, 0.5, 1].map((severity) => {
    return lw.screen(lw.simulate({ seed: 11, severity, to: 'wfdb' })).predictions[0].probability;
  });
  assert.equal(new Set(answers).size, 3, `probabilities ${answers}`);
});

test('each of the writable formats holds the same recording', () => {
  const original = lw.record(simulated);
  for (const to of ['csv', 'wfdb']) {
    const files = lw.convert(simulated, { to, name: 'copy' });
    const copy = lw.record(files);
    for (const [i, lead] of original.leads.entries()) {
      assert.equal(copy.leads[i].name, lead.name);
      assert.deepEqual(copy.leads[i].samples_mv, lead.samples_mv, `${to} ${lead.name}`);
    }
  }
  const [json] = lw.convert(simulated, { to: 'json' });
  assert.equal(json.name, 'a.json');
  assert.equal(JSON.parse(new TextDecoder().decode(json.bytes)).sampling_rate_hz, 500);
});

test('overload imposed on an ECG changes it, and at severity 0 does not', () => {
  const base = lw.simulate({ seed: 5, to: 'wfdb', name: 'base' });
  const imposed = (severity, kind) => lw.record(lw.simulate({ onto: base, severity, kind, seed: 2, to: 'csv' }));
  const distance = (record) => {
    const reference = lw.record(base).leads[6].samples_mv;
    return record.leads[6].samples_mv.reduce((most, value, i) => Math.max(most, Math.abs(value - reference[i])), 0);
  };
  assert.ok(distance(imposed(0)) < 1e-3);
  assert.ok(distance(imposed(1)) > 0.1);
  assert.ok(distance(imposed(1, 'sham')) > 0.01);
});

test('the same seed gives the same bytes, another seed others', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => lw.simulate({ seed, to: 'csv' })[0].bytes);
  assert.deepEqual(first, again);
  assert.notDeepEqual(first, other);
});

test('a recording that is too short is an abstention with its reason', () => {
  const result = lw.screen(lw.simulate({ duration_s: 4, to: 'wfdb' }));
  assert.deepEqual(result.predictions, []);
  assert.equal(result.abstained.code, 'TooShort');
});

test('the card and the version say what runs', () => {
  const card = lw.modelCard();
  assert.equal(card.sha256, lw.screen(simulated).model.sha256);
  assert.match(card.sha256, /^[0-9a-f]{64}$/);
  assert.equal(card.clinically_validated, false);
  assert.equal(lw.version, lw.screen(simulated).software.version);
});

test('bytes that are handed over are not changed, in whatever buffer they come', async () => {
  const wasmBinary = await readFile(join(packageFolder, 'leadwise.wasm'));
  const model = await readFile(join(packageFolder, 'leadwise-rv-overload.safetensors'));
  const before = [wasmBinary, model].map((bytes) => Buffer.from(bytes));
  const own = await load({ wasmBinary: new Uint8Array(wasmBinary).buffer, model });
  assert.deepEqual([wasmBinary, model], before);
  const copies = simulated.map((file) => file.bytes.slice());
  const odd = simulated.map(({ name, bytes }) => {
    const padded = new Uint8Array(bytes.length + 3);
    padded.set(bytes, 3);
    return { name, bytes: padded.subarray(3) };
  });
  const buffers = simulated.map(({ name, bytes }) => ({ name, bytes: bytes.slice().buffer }));
  const answer = lw.screen(simulated);
  assert.deepEqual(own.screen(odd), answer);
  assert.deepEqual(own.screen(buffers), answer);
  own.simulate({ onto: simulated, severity: 1, to: 'csv' });
  assert.deepEqual(simulated.map((file) => file.bytes), copies);
});

test('results are copies that later calls leave alone', () => {
  const record = lw.record(simulated);
  const before = record.leads[0].samples_mv.slice();
  lw.record(lw.simulate({ duration_s: 600, to: 'wfdb' }));
  assert.deepEqual(record.leads[0].samples_mv, before);
});
