import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { load, noRecordings, packageFolder, recordings, runTool, temporaryFolder } from './built.mjs';
import { recordFiles, wfdbFiles } from './ecg-files.mjs';

const largestDifference = 1e-4;
const lw = await load();

/** What the tool says of every record below a folder. */
function toolAnswers(folder, args = []) {
  const model = join(packageFolder, 'leadwise-rv-overload.safetensors');
  const said = runTool(['screen', folder, '--json', '--model', model, ...args], { mayRefuse: true });
  const lines = said.trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** Compares two answers: numbers within the limit, everything else exactly. Gives the largest difference. */
function difference(native, wasm, place) {
  if (typeof native === 'number' && typeof wasm === 'number') return Math.abs(native - wasm);
  if (native === null || wasm === null || typeof native !== 'object') {
    assert.equal(wasm, native, place);
    return 0;
  }
  assert.deepEqual(Object.keys(wasm), Object.keys(native), place);
  return Object.keys(native).reduce((most, key) => {
    return Math.max(most, difference(native[key], wasm[key], `${place}.${key}`));
  }, 0);
}

function wasmAnswer(files, options) {
  try {
    return lw.screen(files, options);
  } catch ({ code, message, offset }) {
    return { ok: false, error: { code, message, offset } };
  }
}

/** Every record's answers from both sides, and what was compared. */
async function compareAll(folder, answers, options) {
  const answered = new Set(answers.map(({ file }) => file));
  for (const header of await headersBelow(folder)) assert.ok(answered.has(header), `no answer for ${header}`);
  const seen = { predicted: 0, abstained: 0, failed: 0, most: 0 };
  for (const { file, ...native } of answers) {
    const { file: name, ...wasm } = wasmAnswer(await recordFiles(file), options);
    assert.ok(!native.ok || name === basename(file));
    seen.most = Math.max(seen.most, difference(native, wasm, file));
    seen[!native.ok ? 'failed' : native.abstained ? 'abstained' : 'predicted'] += 1;
  }
  assert.ok(seen.most <= largestDifference, `largest difference ${seen.most}`);
  return seen;
}

async function headersBelow(folder) {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.hea')).map((name) => join(folder, name)).sort();
}

/** Simulated ECGs of many kinds, written by the tool, so that its simulator is compared too. */
async function simulateFolder(folder) {
  await mkdir(folder, { recursive: true });
  for (let seed = 0; seed < 24; ++seed) {
    const rate = [500, 250, 1000, 360][seed % 4];
    const seconds = [10, 9.6, 4, 25][(seed >> 2) % 4];
    runTool(['simulate', '--severity', String((seed % 5) / 4), '--seed', String(seed),
      '--sampling-rate-hz', String(rate), '--duration-s', String(seconds), '--heart-rate-bpm', String(50 + 4 * seed), '--to', 'wfdb',
      '-o', join(folder, `r${String(seed).padStart(2, '0')}.hea`)]);
  }
}

test('tool and module give the same answer for simulated ECGs', async (t) => {
  const folder = await temporaryFolder(t);
  await simulateFolder(folder);
  for (const leads of ['auto', '6', 'all']) {
    const seen = await compareAll(folder, toolAnswers(folder, ['--leads', leads]), { leads });
    t.diagnostic(`--leads ${leads}: ${JSON.stringify(seen)}`);
    assert.ok(seen.predicted >= 12 && seen.abstained >= 4);
  }
});

test('tool and module give the same answer for every real recording', { skip: noRecordings }, async (t) => {
  const seen = await compareAll(recordings, toolAnswers(recordings));
  t.diagnostic(JSON.stringify(seen));
  assert.ok(seen.predicted > 600);
});

test('tool and module simulate the same ECG', async (t) => {
  const out = join(await temporaryFolder(t), 's.csv');
  runTool(['simulate', '--severity', '0.4', '--seed', '12', '--heart-rate-bpm', '82', '--to', 'csv', '-o', out]);
  const native = lw.record([{ name: 's.csv', bytes: await readFile(out) }]);
  const wasm = lw.record(lw.simulate({ severity: 0.4, seed: 12, heart_rate_bpm: 82, to: 'csv', name: 's' }));
  for (const [i, lead] of native.leads.entries()) {
    const most = lead.samples_mv.reduce((m, value, k) => Math.max(m, Math.abs(value - wasm.leads[i].samples_mv[k])), 0);
    assert.ok(most <= 1e-6, `${lead.name} differs by ${most} mV`);
  }
});

test('tool and module preprocess the same', async (t) => {
  const folder = await temporaryFolder(t);
  const files = lw.simulate({ seed: 4, severity: 0.5, sampling_rate_hz: 257, to: 'wfdb', name: 'a' });
  for (const file of files) await writeFile(join(folder, file.name), file.bytes);
  runTool(['preprocess', join(folder, 'a.hea'), '--to', 'csv', '-o', join(folder, 'out.csv')]);
  const [head, ...rows] = (await readFile(join(folder, 'out.csv'), 'utf8')).trim().split('\n');
  const { leads } = lw.preprocess(files);
  assert.deepEqual(head.split(',').slice(1), leads.map((lead) => lead.name));
  assert.equal(rows.length, 5000);
  let most = 0;
  for (const [k, row] of rows.entries()) {
    const values = row.split(',').slice(1).map(Number);
    for (const [i, value] of values.entries()) most = Math.max(most, Math.abs(value - leads[i].samples[k]));
  }
  assert.ok(most <= 1e-9, `largest difference ${most}`);
});

test('tool and module inspect the same', async (t) => {
  const folder = await temporaryFolder(t);
  const files = lw.simulate({ seed: 4, to: 'wfdb', name: 'a' });
  for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  const { file, ...native } = JSON.parse(runTool(['inspect', join(folder, 'a.hea'), '--json', '--identifiers']));
  const { file: name, ...wasm } = lw.inspect(await wfdbFiles(join(folder, 'a.hea')), { identifiers: true });
  assert.deepEqual(wasm, native);
  assert.equal(name, 'a.hea');
  assert.ok(file.endsWith(name));
});
