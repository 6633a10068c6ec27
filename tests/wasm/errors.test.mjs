import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LeadwiseError, load, packageFolder, root } from './built.mjs';
import { csvFile, pseudoRandomBytes, textFile } from './ecg-files.mjs';

const lw = await load();
const simulated = lw.simulate({ seed: 3, to: 'wfdb', name: 'a' });
const header = simulated.find((file) => file.name === 'a.hea');
const samples = simulated.find((file) => file.name === 'a.dat');
const headerText = new TextDecoder().decode(header.bytes);

function refusal(run) {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof LeadwiseError, `${error.stack}`);
    assert.ok(error instanceof Error);
    assert.equal(error.name, 'LeadwiseError');
    assert.ok(error.message.length > 10);
    assert.ok(error.offset === null || Number.isInteger(error.offset));
    return error;
  }
  return assert.fail('nothing was refused');
}

/** Every call that reads a record refuses it for the same reason. */
function refusalOfRecord(files) {
  const calls = [
    () => lw.inspect(files), () => lw.record(files), () => lw.preprocess(files), () => lw.screen(files),
    () => lw.measure(files),
    () => lw.convert(files, { to: 'csv' }), () => lw.simulate({ onto: files, to: 'csv' }),
  ];
  const refusals = calls.map(refusal);
  for (const error of refusals) assert.deepEqual([error.code, error.offset], [refusals[0].code, refusals[0].offset]);
  return refusals[0];
}

test('a signal file that ends early is TruncatedData with the place', () => {
  const error = refusalOfRecord([header, { name: 'a.dat', bytes: samples.bytes.slice(0, 60001) }]);
  assert.equal(error.code, 'TruncatedData');
  assert.ok(error.offset >= 60000 && error.offset <= 60001, `offset ${error.offset}`);
});

test('a header without its signal file is MissingFile naming it', () => {
  const error = refusalOfRecord([header]);
  assert.equal(error.code, 'MissingFile');
  assert.match(error.message, /a\.dat/);
});

test('changed samples are ChecksumMismatch', () => {
  const bytes = samples.bytes.slice();
  bytes[1000] ^= 1;
  assert.equal(refusalOfRecord([header, { name: 'a.dat', bytes }]).code, 'ChecksumMismatch');
});

test('an empty file, random bytes and no file at all each have a name', () => {
  assert.equal(refusalOfRecord([textFile('a.csv', '')]).code, 'EmptyFile');
  assert.equal(refusalOfRecord([{ name: 'a.csv', bytes: pseudoRandomBytes(5000, 7) }]).code, 'UnknownFormat');
  assert.equal(refusalOfRecord([]).code, 'InvalidArgument');
});

test('a gain of zero is InvalidGain and a thousand million samples are not allocated', () => {
  const gain = headerText.replace(/ (16) [\d.e+-]+(\(|\/)/, ' $1 0$2');
  assert.notEqual(gain, headerText);
  assert.equal(refusalOfRecord([textFile('a.hea', gain), samples]).code, 'InvalidGain');
  const huge = headerText.replace(/^(\S+ \d+ \S+) \d+/, '$1 1000000000');
  assert.notEqual(huge, headerText);
  const before = lw.memoryBytes().heap;
  assert.match(refusalOfRecord([textFile('a.hea', huge), samples]).code, /TruncatedData|TooLarge/);
  assert.equal(lw.memoryBytes().heap, before);
});

test('a text file without a unit asks for it', () => {
  const rows = Array.from({ length: 100 }, (_, i) => `${i},${-i}`).join('\n');
  const bare = [textFile('bare.csv', `I,II\n${rows}\n`)];
  const error = refusalOfRecord(bare);
  assert.match(error.code, /UnitRequired|SamplingRateRequired/);
});

test('two records in one call are refused by their names', () => {
  const error = refusalOfRecord([...simulated, csvFile({ I: Math.sin }, { name: 'b.csv' })]);
  assert.equal(error.code, 'InvalidArgument');
  assert.match(error.message, /a\.hea/);
  assert.match(error.message, /b\.csv/);
});

test('a file beside the record that is no ECG is passed over', () => {
  const note = { name: 'a.bin', bytes: pseudoRandomBytes(100, 3) };
  assert.deepEqual(lw.screen([note, ...simulated]), lw.screen(simulated));
});

test('bytes that were transferred to somebody else are InvalidArgument naming them', () => {
  const bytes = header.bytes.slice();
  structuredClone(bytes, { transfer: [bytes.buffer] });
  for (const gone of [bytes, bytes.buffer]) {
    const error = refusal(() => lw.inspect([{ name: 'a.hea', bytes: gone }]));
    assert.equal(error.code, 'InvalidArgument');
    assert.match(error.message, /^files\[0\]\.bytes .*transferred/);
  }
});

test('arguments of the wrong kind are InvalidArgument naming them', () => {
  const wrong = {
    'files': () => lw.screen('a.hea'),
    'files[0].name': () => lw.screen([{ bytes: samples.bytes }]),
    'files[0].bytes': () => lw.screen([{ name: 'a.hea', bytes: headerText }]),
    'lead': () => lw.screen(simulated, { lead: '6' }),
    'options': () => lw.screen(simulated, 'auto'),
    'leads': () => lw.screen(simulated, { leads: 12 }),
    'V7': () => lw.screen(simulated, { leads: 'V7' }),
    'unit': () => lw.screen(simulated, { unit: 'kV' }),
    'sampling_rate_hz': () => lw.screen(simulated, { sampling_rate_hz: '500' }),
    'leads;': () => lw.measure(simulated, { leads: '12' }),
    'nt_probnp_pg_per_ml': () => lw.measure(simulated, { nt_probnp_pg_per_ml: '80' }),
    'oxygen_saturation_percent': () => lw.measure(simulated, { oxygen_saturation_percent: '96' }),
    'pre_test_probability_percent': () => lw.measure(simulated, { pre_test_probability_percent: '12' }),
    'who_functional_class': () => lw.measure(simulated, { who_functional_class: 'II' }),
    'identifiers': () => lw.inspect(simulated, { identifiers: 1 }),
    'to': () => lw.convert(simulated, {}),
    'png': () => lw.convert(simulated, { to: 'png' }),
    'name': () => lw.convert(simulated, { to: 'csv', name: 5 }),
    'seed': () => lw.simulate({ to: 'csv', seed: -1 }),
    'onto': () => lw.simulate({ to: 'csv', onto: header }),
    'kind': () => lw.simulate({ to: 'csv', onto: simulated, kind: 'other' }),
    'heart_rate_bpm': () => lw.simulate({ to: 'csv', onto: simulated, heart_rate_bpm: 60 }),
  };
  for (const [name, run] of Object.entries(wrong)) {
    const error = refusal(run);
    assert.equal(error.code, 'InvalidArgument', name);
    assert.ok(error.message.includes(name), `${error.message} does not name ${name}`);
  }
});

test('settings outside their range are refused', () => {
  const settings = [
    { severity: 2 }, { severity: NaN }, { heart_rate_bpm: 1000 }, { duration_s: 1e9 }, { seed: 0.5 },
  ];
  for (const setting of settings) {
    const { code } = refusal(() => lw.simulate({ to: 'csv', ...setting }));
    assert.equal(code, 'InvalidArgument', JSON.stringify(setting));
  }
});

test('bedside values outside their range are refused', () => {
  const values = [
    { nt_probnp_pg_per_ml: -1 }, { nt_probnp_pg_per_ml: 0 }, { nt_probnp_pg_per_ml: NaN }, { nt_probnp_pg_per_ml: 3e5 },
    { oxygen_saturation_percent: 29 }, { oxygen_saturation_percent: 101 }, { oxygen_saturation_percent: Infinity },
    { who_functional_class: 0 }, { who_functional_class: 5 }, { who_functional_class: 2.5 },
    { who_functional_class: NaN }, { who_functional_class: 1e300 },
    { pre_test_probability_percent: 0 }, { pre_test_probability_percent: 100 }, { pre_test_probability_percent: NaN },
  ];
  for (const value of values) {
    const { code, message } = refusal(() => lw.measure(simulated, value));
    assert.equal(code, 'InvalidArgument', JSON.stringify(value));
    assert.match(message, /NT-proBNP|oxygen saturation|WHO functional class|who_functional_class|pre-test probability/);
  }
});

test('a name of a file to be written cannot leave its folder', () => {
  for (const name of ['../a', 'a/b', '']) {
    assert.equal(refusal(() => lw.convert(simulated, { to: 'wfdb', name })).code, 'InvalidArgument', name);
  }
});

test('leads for which the weights hold no classifier are an abstention', () => {
  assert.equal(lw.screen(simulated, { leads: 'I,V1' }).abstained.code, 'NoSuchHead');
});

test('more bytes than fit are TooLarge, and the instance lives on', () => {
  const half = new Uint8Array(80 * 1024 * 1024);
  const error = refusal(() => lw.record([{ name: 'a.hea', bytes: half }, { name: 'a.dat', bytes: half }]));
  assert.equal(error.code, 'TooLarge');
  assert.equal(lw.screen(simulated).ok, true);
});

test('weights that do not fit themselves are refused by load', async () => {
  const model = new Uint8Array(await readFile(join(packageFolder, 'leadwise-rv-overload.safetensors')));
  const rejected = async (bytes, code) => {
    await assert.rejects(load({ model: bytes }), (error) => error instanceof LeadwiseError && code.test(error.code)
      || assert.fail(`${error.code}: ${error.message}`));
  };
  await rejected(new Uint8Array(0), /^InvalidWeightFile$/);
  await rejected(pseudoRandomBytes(4096, 5), /^InvalidWeightFile$/);
  await rejected(model.slice(0, model.length - 1), /^(InvalidWeightFile|TensorMismatch)$/);
  await rejected(model.slice(0, 100), /^InvalidWeightFile$/);
  const text = new TextDecoder('latin1').decode(model);
  const renamed = model.slice();
  renamed.set(new TextEncoder().encode('encoder.X'), text.indexOf('encoder.I'));
  await rejected(renamed, /^(MissingTensor|InvalidWeightFile|TensorMismatch)$/);
});

test('a wasmBinary that is not this module is refused by load', async () => {
  const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
  for (const wasmBinary of [new Uint8Array(0), pseudoRandomBytes(500, 2), emptyModule]) {
    await assert.rejects(load({ wasmBinary }), { name: 'LeadwiseError', code: 'InvalidArgument' });
  }
  await assert.rejects(load({ wasmBinary: 'leadwise.wasm' }), { code: 'InvalidArgument' });
  await assert.rejects(load({ weights: new Uint8Array(0) }), { code: 'InvalidArgument' });
});

/** Codes of files that the tool writes, of judging and of the trainer, which are no part of the module. */
const notOfModule = [
  'FileNotWritable', 'AgreementTooLow', 'ClassesSeparable', 'ScoreAgainstLabels', 'RepeatedPatient', 'TooFewPatients', 'InvalidLabel', 'PatientInTwoParts',
  'DuplicateRecord', 'DiskFull', 'ProcessLost',
];

test('the codes in leadwise.d.ts are those of the core and of the module', async () => {
  const table = await readFile(join(root, 'core/include/leadwise/error_table.inc'), 'utf8');
  const types = await readFile(join(root, 'wasm/leadwise.d.ts'), 'utf8');
  const inCore = [...table.matchAll(/^LEADWISE_ERROR\((\w+),/gm)].map((match) => match[1]);
  const union = /export type ErrorCode =([^;]*);/.exec(types)[1];
  const inTypes = [...union.matchAll(/'(\w+)'/g)].map((match) => match[1]);
  assert.ok(inCore.length > 20);
  assert.deepEqual(inTypes, inCore.filter((code) => !notOfModule.includes(code)));
  assert.match(types, /export type ModuleErrorCode = 'ModuleStopped' \| 'WebAssemblyUnavailable';/);
});

test('without WebAssembly, or without its SIMD, the error says so', async () => {
  const { WebAssembly } = globalThis;
  const lacking = { WebAssembly: undefined, "WebAssembly's SIMD": { ...WebAssembly, validate: () => false } };
  for (const [what, instead] of Object.entries(lacking)) {
    globalThis.WebAssembly = instead;
    try {
      await assert.rejects(load(), { code: 'WebAssemblyUnavailable', message: new RegExp(`does not run ${what};`) });
    } finally {
      globalThis.WebAssembly = WebAssembly;
    }
  }
  assert.ok(await load());
});
