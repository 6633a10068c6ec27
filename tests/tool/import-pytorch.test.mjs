// scripts/import_pytorch.py against PyTorch itself: checkpoints in the published layout, made here with random weights.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Imports what `change` makes of the tensors of the pre-trained network (`encoder`) and of the classifier (`head`). */
function importChanged(change) {
  const edit = `
import torch
encoder, head = (torch.load(p, map_location="cpu") for p in (${JSON.stringify(made('encoder.pth'))}, ${JSON.stringify(made('classifier_6.pth'))}))
plain = lambda state: {k.removeprefix("_orig_mod."): v for k, v in state.items()}
encoder, head = plain(encoder), plain(head)
${change}
torch.save(encoder, ${JSON.stringify(made('changed_encoder.pth'))})
torch.save(head, ${JSON.stringify(made('changed_head.pth'))})`;
  const edited = run('-c', edit);
  assert.equal(edited.status, 0, edited.stderr);
  const files = ['--encoder', made('changed_encoder.pth'), '--classifier', made('changed_head.pth')];
  const out = made('changed.safetensors');
  rmSync(out, { force: true });
  return { ...run(script, ...files, '--leads', '6', '--task', 'ph_detection', out), out };
}

test('prefixes within names go too, and half precision is read', { skip }, () => {
  const inner = 'encoder = {k.replace(".conv", "._orig_mod.conv"): v for k, v in encoder.items()}';
  const { status, stderr } = importChanged(`${inner}\nhead = {k: v.half() for k, v in head.items()}`);
  assert.equal(status, 0, stderr);
});

test('a classifier that lacks one of its own encoders is not completed by a pre-trained one', { skip }, () => {
  const own = 'head.update({k.replace("encoders.", "lead_encoders."): v for k, v in encoder.items() if k.startswith("encoders.")})';
  const without = 'head = {k: v for k, v in head.items() if not k.startswith("lead_encoders.3.")}';
  const done = importChanged(`${own}\n${without}`);
  assert.equal(done.status, 1);
  assert.match(done.stderr, /the tensor lead_encoders\.3\.conv1\.weight is missing/);
  assert.equal(existsSync(done.out), false);
});

test('a tensor that is there twice with different values is refused', { skip }, () => {
  const twice = 'encoder["module.encoders.0.conv1.weight"] = encoder["encoders.0.conv1.weight"] + 1';
  assert.match(importChanged(twice).stderr, /holds encoders\.0\.conv1\.weight twice/);
});

test('an empty file and one with Python objects are refused without running them or advising to', { skip }, () => {
  writeFileSync(made('empty.pth'), '');
  const args = ['--classifier', made('classifier_6.pth'), '--leads', '6', '--task', 'ph_detection', made('wrong.safetensors')];
  const empty = run(script, '--encoder', made('empty.pth'), ...args);
  assert.match(empty.stderr, /empty\.pth: not a checkpoint that can be read safely/);
  assert.doesNotMatch(empty.stderr, /Traceback/);
  const objects = importChanged('import argparse\nencoder = {"state_dict": encoder, "args": argparse.Namespace(a=1)}');
  assert.equal(objects.status, 1);
  assert.match(objects.stderr, /holds a Python object \(argparse\.Namespace\): save the state dict alone/);
  assert.doesNotMatch(objects.stderr, /weights_only/);
});
