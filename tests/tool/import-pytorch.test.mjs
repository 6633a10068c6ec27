// scripts/import_pytorch.py against PyTorch itself: checkpoints in the published layout, made here with random weights.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { jsonLines, leadwise, simulate } from './tool.mjs';

const script = fileURLToPath(new URL('../../scripts/import_pytorch.py', import.meta.url));
const peer = fileURLToPath(new URL('published_checkpoints.py', import.meta.url));
const withTorch = (python) => spawnSync(python, ['-c', 'import torch, numpy']).status === 0;
const python = ['python3', '/usr/bin/python3'].find(withTorch);
const skip = python ? false : 'PyTorch for Python is not here';

const here = mkdtempSync(join(tmpdir(), 'leadwise-import-'));
const made = (name) => join(here, name);

function run(...args) {
  const done = spawnSync(python, args, { encoding: 'utf8' });
  if (done.error) throw done.error;
  return done;
}

function importClassifier(leads, ...more) {
  const out = made(`imported_${leads}.safetensors`);
  const files = ['--encoder', made('encoder.pth'), '--classifier', made(`classifier_${leads}.pth`)];
  const done = run(script, ...files, '--leads', String(leads), '--task', 'ph_detection', ...more, out);
  return { ...done, out };
}

before(() => {
  if (python) assert.equal(run(peer, 'make', here, '_orig_mod.').status, 0);
});
after(() => rmSync(here, { recursive: true, force: true }));

for (const leads of [12, 6]) {
  test(`an imported classifier of ${leads} leads answers as PyTorch does`, { skip }, () => {
    const ecg = simulate(made('ecg.hea'), 3);
    assert.equal(leadwise('preprocess', ecg, '--to', 'csv', '-o', made('ecg.csv')).status, 0);
    const { status, stderr, out } = importClassifier(leads);
    assert.equal(status, 0, stderr);
    const [answer] = jsonLines(leadwise('screen', '--json', '--model', out, '--leads', String(leads), ecg).stdout);
    const [prediction] = answer.predictions;
    const expected = Number(run(peer, 'answer', here, String(leads), made('ecg.csv')).stdout);
    assert.ok(Math.abs(expected - 0.5) > 1e-3, 'the checkpoint answers the same to everything');
    assert.ok(Math.abs(prediction.probability - expected) <= 1e-4, `${prediction.probability} is not ${expected}`);
    assert.equal(prediction.task, 'ph_detection');
    assert.equal(prediction.clinically_validated, false);
    assert.equal(prediction.threshold, null);
  });
}

test('leads that were prepared in another order keep their encoders', { skip }, () => {
  const order = 'I,II,III,aVR,aVF,aVL,V1,V2,V3,V4,V5,V6';
  const { status, out } = importClassifier(6, '--lead-order', order);
  assert.equal(status, 0);
  const card = JSON.parse(leadwise('model', out).stdout);
  assert.deepEqual(card.heads[0].leads, ['I', 'II', 'III', 'aVR', 'aVF', 'aVL']);
  assert.deepEqual(card.fusion.groups[1], ['aVR', 'aVF', 'aVL']);
});

test('a classifier of another number of leads is refused by the tensor that shows it', { skip }, () => {
  const files = ['--encoder', made('encoder.pth'), '--classifier', made('classifier_6.pth')];
  const done = run(script, ...files, '--leads', '12', '--task', 'ph_detection', made('wrong.safetensors'));
  assert.equal(done.status, 1);
  assert.match(done.stderr, /classifier_6\.pth: classifier\.0\.weight has the shape \(16, 36\), not \(None, 72\)/);
  assert.equal(existsSync(made('wrong.safetensors')), false);
});

test('a file that is no checkpoint is refused by its name', { skip }, () => {
  const files = ['--encoder', peer, '--classifier', peer];
  const done = run(script, ...files, '--leads', '6', '--task', 'ph_detection', made('wrong.safetensors'));
  assert.equal(done.status, 1);
  assert.match(done.stderr, /published_checkpoints\.py: not a checkpoint that can be read safely/);
  assert.doesNotMatch(done.stderr, /Traceback/);
});
