import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, noRecordings, packageFolder, recordings, runTool, temporaryFolder } from './built.mjs';
import { recordFiles, twelveLeads } from './ecg-files.mjs';

const lw = await load();
const model = join(packageFolder, 'leadwise-rv-overload.safetensors');

function toolExplains(path) {
  return JSON.parse(runTool(['screen', path, '--json', '--explain', '--leads', 'all', '--model', model]));
}

const largestOf = (numbers) => numbers.reduce((most, number) => Math.max(most, Math.abs(number)), 0);

/** Largest difference of two lists, relative to the largest value in either. */
function relativeDifference(a, b) {
  assert.equal(a.length, b.length);
  return largestOf(a.map((number, i) => number - b[i])) / Math.max(largestOf(a), largestOf(b));
}

/** Compares one explanation of tool and module; gives the largest difference of samples, relative to the lead's largest. */
function compare(native, wasm) {
  assert.equal(wasm.head, native.head);
  assert.deepEqual(wasm.window, native.window);
  assert.equal(wasm.steps, native.steps);
  for (const name of ['logit', 'baseline_logit', 'total']) assert.ok(Math.abs(wasm[name] - native[name]) < 1e-4, name);
  assert.deepEqual(Object.keys(wasm.leads), Object.keys(native.leads));
  return largestOf(Object.entries(native.leads).map(([name, lead]) => {
    const own = wasm.leads[name];
    for (const [wave, share] of Object.entries(lead.waves)) {
      assert.equal(own.waves[wave] === null, share === null, `${name} ${wave}`);
      assert.ok(Math.abs((own.waves[wave] ?? 0) - (share ?? 0)) < 1e-3, `${name} ${wave}`);
    }
    assert.ok(Math.abs(own.reconstruction_mse - lead.reconstruction_mse) < 1e-3 * lead.reconstruction_mse, name);
    assert.ok(relativeDifference(own.reconstruction_mv, lead.reconstruction_mv) < 1e-2, name);
    return relativeDifference(own.samples, lead.samples);
  }));
}

async function compareRecord(path) {
  const native = toolExplains(path);
  const wasm = lw.explain(await recordFiles(path), { leads: 'all' });
  assert.equal(wasm.attribution?.length, native.attribution?.length);
  return largestOf((native.attribution ?? []).map((explanation, i) => compare(explanation, wasm.attribution[i])));
}

test('explaining gives the screening, with an attribution for every prediction', () => {
  const files = lw.simulate({ seed: 3, severity: 0.5, to: 'wfdb', name: 'a' });
  const { attribution, ...answer } = lw.explain(files, { leads: 'all' });
  const { attribution: none, ...screened } = lw.screen(files, { leads: 'all' });
  assert.equal(none, null);
  assert.deepEqual(answer, screened);
  assert.deepEqual(attribution.map(({ leads }) => Object.keys(leads)), [twelveLeads, twelveLeads.slice(0, 6)]);
});

test('an abstention has no attribution, and a failure is thrown', () => {
  const short = lw.simulate({ duration_s: 4, to: 'wfdb' });
  const { abstained, attribution } = lw.explain(short);
  assert.equal(abstained.code, 'TooShort');
  assert.equal(attribution, null);
  assert.throws(() => lw.explain([]), { code: 'InvalidArgument' });
  assert.throws(() => lw.explain(short, { explain: true }), { code: 'InvalidArgument' });
});

test('tool and module explain simulated ECGs alike', async (t) => {
  const folder = await temporaryFolder(t);
  for (const [seed, rate, seconds] of [[1, 500, 10], [2, 257, 9.6], [3, 1000, 32]]) {
    const files = lw.simulate({ seed, severity: seed / 4, sampling_rate_hz: rate, duration_s: seconds, to: 'wfdb', name: `r${seed}` });
    for (const { name, bytes } of files) await writeFile(join(folder, name), bytes);
  }
  for (const seed of [1, 2, 3]) {
    const most = await compareRecord(join(folder, `r${seed}.hea`));
    t.diagnostic(`seed ${seed}: ${most}`);
    assert.ok(most < 2e-3);
  }
});

test('tool and module explain real recordings alike', { skip: noRecordings }, async (t) => {
  const here = join(recordings, 'ptbxl/records500/00000');
  const names = (await readdir(here)).filter((name) => name.endsWith('.hea')).sort();
  for (const name of names.slice(20, 24)) {
    const most = await compareRecord(join(here, name));
    t.diagnostic(`${name}: ${most}`);
    assert.ok(most < 2e-3);
  }
});
