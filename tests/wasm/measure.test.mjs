import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { load, noRecordings, recordings, root, runTool, temporaryFolder } from './built.mjs';
import { csvFile, recordFiles, twelveLeads } from './ecg-files.mjs';

const lw = await load();
const simulated = lw.simulate({ seed: 3, severity: 0.7, to: 'wfdb', name: 'a' });

/** What the tool says of every record below a folder. */
function toolAnswers(paths, args = []) {
  const said = runTool(['measure', ...paths, '--json', ...args], { mayRefuse: true });
  return said.trim().split('\n').map((line) => JSON.parse(line));
}

function moduleAnswer(files, options) {
  try {
    return lw.measure(files, options);
  } catch ({ code, message, offset }) {
    return { ok: false, error: { code, message, offset } };
  }
}

/** The module says what the tool prints, to the last byte, but for the name of the file. */
async function assertSameText(native, options) {
  const { file: path, ...said } = native;
  const { file, ...rest } = moduleAnswer(await recordFiles(path), options);
  assert.equal(JSON.stringify(rest), JSON.stringify(said), path);
  if (native.ok) assert.equal(file, basename(path));
}

test('tool and module measure the golden files alike, to the last byte', async () => {
  const folder = join(root, 'tests/golden/io');
  const headers = ['format16', 'format212', 'format80'].map((name) => join(folder, `${name}.hea`));
  const others = ['muse/eight_leads.xml', 'philips/philips_1_04_01.xml', 'scp/plain.scp', 'mortara/small.xml'];
  for (const native of toolAnswers([...headers, ...others.map((name) => join(folder, name))])) await assertSameText(native);
});

test('tool and module measure simulated ECGs alike, with bedside values too', async (t) => {
  const folder = await temporaryFolder(t);
  for (let seed = 0; seed < 6; ++seed) {
    runTool(['simulate', '--seed', String(seed), '--severity', String(seed / 5), '--sampling-rate-hz',
      String([500, 250, 1000][seed % 3]), '--to', 'wfdb', '-o', join(folder, `r${seed}.hea`)]);
  }
  const bedside = { nt_probnp_pg_per_ml: 60, oxygen_saturation_percent: 97, who_functional_class: 2, pre_test_probability_percent: 12 };
  const args = ['--nt-probnp', '60', '--spo2', '97', '--who-class', '2', '--pre-test', '12'];
  for (const native of toolAnswers([folder], args)) await assertSameText(native, bedside);
});

test('the samples of the representative beat are given when they are asked for, by tool and module alike', async (t) => {
  const folder = await temporaryFolder(t);
  const path = join(folder, 'beat.hea');
  runTool(['simulate', '--seed', '5', '--severity', '0.4', '--sampling-rate-hz', '257', '--to', 'wfdb', '-o', path]);
  const [plain] = toolAnswers([path]);
  assert.equal('samples_mv' in plain.representative_beat, false);
  const [native] = toolAnswers([path], ['--beat-samples']);
  await assertSameText(native, { beat_samples: true });
  const { samples_mv: samples, sampling_rate_hz: rate, ...marks } = native.representative_beat;
  assert.deepEqual(marks, plain.representative_beat);
  assert.equal(rate, 500);
  assert.deepEqual(Object.keys(samples), twelveLeads);
  for (const [name, lead] of Object.entries(samples)) {
    assert.ok(lead.length > rate / 2 && lead.length < 3 * rate, `${name}: ${lead.length} samples`);
    // The marks count from the first sample: where the largest deflection is marked stands one that was measured.
    const { r_peak_s: peakS } = marks.leads[name];
    const { q_mv, r_mv, s_mv, r_prime_mv, s_prime_mv } = native.amplitudes[name];
    const peakMv = lead[Math.round(peakS * rate)];
    const nearest = Math.min(...[q_mv, r_mv, s_mv, r_prime_mv, s_prime_mv].map((mv) => (mv === null ? Infinity : Math.abs(mv - peakMv))));
    assert.ok(nearest < 0.01, `${name}: ${peakMv} mV at the peak, ${nearest} from a measured wave`);
  }
});

test('asking for samples with another word than true or false is refused', () => {
  assert.throws(() => lw.measure(simulated, { beat_samples: 'yes' }), { code: 'InvalidArgument' });
});

/** Compares two answers: numbers within the limit, everything else exactly. Gives how many numbers differ at all. */
function differences(native, wasm, place, limit) {
  if (typeof native === 'number' && typeof wasm === 'number') {
    assert.ok(Math.abs(native - wasm) <= limit, `${place}: ${native} and ${wasm}`);
    return native === wasm ? 0 : 1;
  }
  if (native === null || wasm === null || typeof native !== 'object') {
    assert.equal(wasm, native, place);
    return 0;
  }
  assert.deepEqual(Object.keys(wasm), Object.keys(native), place);
  return Object.keys(native).reduce((sum, key) => {
    return sum + differences(native[key], wasm[key], `${place}.${key}`, limit);
  }, 0);
}

test('tool and module measure real recordings alike', { skip: noRecordings }, async (t) => {
  const folder = join(recordings, 'ptbxl');
  const headers = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.hea')).sort().slice(0, 40);
  let different = 0;
  for (const native of toolAnswers(headers.map((name) => join(folder, name)))) {
    const { file: _, ...said } = native;
    const { file, ...rest } = moduleAnswer(await recordFiles(native.file));
    // The last printed digit of a value, which two machines may round apart.
    different += differences(said, rest, file, 0.1001);
  }
  t.diagnostic(`${headers.length} records, ${different} numbers differ in their last digit`);
});

test('a simulated ECG is measured in twelve leads', () => {
  const measured = lw.measure(simulated);
  assert.equal(measured.file, 'a.hea');
  assert.match(measured.use, /Research use only.*does not exclude/);
  assert.ok(measured.beats.length >= 8);
  assert.deepEqual(Object.keys(measured.delineation.leads), twelveLeads);
  assert.equal(measured.delineation.leads.V1.length, measured.beats.length);
  assert.equal(measured.quality.usability, 'usable');
});

test('a flat record, a single lead and names that are no leads are measured or said to be unusable', () => {
  const beat = (t) => Math.exp(-(((t % 0.8) - 0.4) ** 2) / 2e-4);
  const files = [
    csvFile({ I: () => 0, II: () => 0 }), csvFile({ II: beat }), csvFile({ 'MLII (mV)': beat }),
    csvFile({ II: (t) => (t < 5 ? '' : beat(t)) }), csvFile({ II: beat }, { seconds: 1 }),
  ];
  for (const file of files) {
    const text = JSON.stringify(lw.measure([file]));
    assert.doesNotMatch(text, /NaN|Infinity/);
  }
  assert.notEqual(lw.measure([files[0]]).quality.usability, 'usable');
  assert.deepEqual(lw.measure([files[0]]).beats, []);
});

test('measuring changes nothing that was given, and needs nothing of the model', () => {
  const before = simulated.map(({ bytes }) => bytes.slice());
  assert.deepEqual(lw.measure(simulated), lw.measure([...simulated].reverse()));
  assert.deepEqual(simulated.map(({ bytes }) => bytes), before);
});

test('examining gives what screening and measuring give, of any length', () => {
  const options = { leads: 'all', age_years: 60 };
  const measuring = { who_functional_class: 2, beat_samples: true };
  for (const duration_s of [5, 10, 70]) {
    const files = lw.simulate({ seed: 4, severity: 0.5, duration_s, to: 'wfdb', name: 'a' });
    assert.deepEqual(lw.examine(files, { ...options, ...measuring }), {
      screening: lw.screen(files, options),
      measurement: lw.measure(files, { age_years: 60, ...measuring }),
    });
  }
  assert.throws(() => lw.examine(simulated, { lead: '6' }), { code: 'InvalidArgument' });
  assert.throws(() => lw.examine(simulated, { who_functional_class: 7 }), { code: 'InvalidArgument' });
});
