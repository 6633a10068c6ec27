import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { LeadwiseError, load, packageFolder } from './built.mjs';

const lw = await load();
const shipped = await readFile(join(packageFolder, 'leadwise-rv-overload.safetensors'));
const record = lw.simulate({ seed: 5, severity: 0.2, to: 'wfdb' });
const shippedResult = lw.screen(record);
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The same weights with another bias of a head: a valid file that answers differently. */
function otherWeights() {
  const bytes = Buffer.from(shipped);
  const headerBytes = Number(bytes.readBigUInt64LE(0));
  const { __metadata__: _, ...tensors } = JSON.parse(bytes.toString('utf8', 8, 8 + headerBytes));
  const start = 8 + headerBytes + tensors['head.rv_overload_12.2.bias'].data_offsets[0];
  bytes.writeFloatLE(bytes.readFloatLE(start) + 0.5, start);
  return bytes;
}

test('replaced weights answer as if they had been loaded, and the first ones come back', async () => {
  const other = otherWeights();
  lw.replaceModel(other);
  assert.equal(lw.modelCard().sha256, hashOf(other));
  const answer = lw.screen(record);
  assert.deepEqual(answer, (await load({ model: other })).screen(record));
  assert.notEqual(answer.predictions[0].probability, shippedResult.predictions[0].probability);
  lw.restoreModel();
  assert.deepEqual(lw.screen(record), shippedResult);
});

test('refused weights change nothing, neither the first ones nor those that replaced them', () => {
  const damaged = shipped.subarray(0, shipped.length - 1);
  const refused = () => assert.throws(() => lw.replaceModel(damaged), LeadwiseError);
  refused();
  assert.deepEqual(lw.screen(record), shippedResult);
  const other = otherWeights();
  lw.replaceModel(other);
  refused();
  assert.equal(lw.screen(record).model.sha256, hashOf(other));
  lw.restoreModel();
  assert.throws(() => lw.replaceModel('weights.safetensors'), { code: 'InvalidArgument' });
});

test('the memory of replaced weights is used again', () => {
  const other = otherWeights();
  const turn = () => {
    lw.replaceModel(other);
    lw.screen(record);
    lw.restoreModel();
  };
  turn();
  const { heap, in_use: inUse } = lw.memoryBytes();
  for (let i = 0; i < 10; ++i) turn();
  assert.equal(lw.memoryBytes().heap, heap);
  assert.ok(Math.abs(lw.memoryBytes().in_use - inUse) < 4096);
});
