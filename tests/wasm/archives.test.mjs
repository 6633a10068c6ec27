import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { zip } from '../zip-file.mjs';
import { load } from './built.mjs';
import { csvFile } from './ecg-files.mjs';

const lw = await load();
const folder = await mkdtemp(join(tmpdir(), 'leadwise-archives-'));
after(() => rm(folder, { recursive: true }));

/** A zip of [{name, bytes}]. */
async function zipOf(name, files) {
  const paths = files.map((file) => join(folder, file.name));
  await Promise.all(files.map((file, i) => writeFile(paths[i], file.bytes)));
  return { name, bytes: await readFile(zip(join(folder, name), ...paths)) };
}

test('a gzipped or zipped record screens like the record', async () => {
  const files = lw.simulate({ seed: 5, to: 'wfdb', name: 'r' });
  const csv = lw.convert(files, { to: 'csv' })[0];
  const gzipped = { name: 'r.csv.gz', bytes: gzipSync(csv.bytes) };
  const plain = lw.screen(files).predictions;
  assert.deepEqual(lw.screen([await zipOf('r.zip', files)]).predictions, plain);
  const fromCsv = lw.screen([gzipped]).predictions;
  assert.ok(Math.abs(fromCsv[0].probability - plain[0].probability) < 1e-4);
});

test('archives are told by content and give their files', async () => {
  const many = [csvFile({ I: Math.sin }, { name: 'a.csv' }), csvFile({ I: Math.cos }, { name: 'b.csv' })];
  const archive = await zipOf('many.zip', many);
  assert.deepEqual(lw.areArchives([{ ...archive, name: 'x' }, many[0]]), [true, false]);
  const unpacked = lw.unpack(archive);
  assert.deepEqual(unpacked.map(({ name }) => name), ['a.csv', 'b.csv']);
  assert.deepEqual(unpacked[0].bytes, many[0].bytes);
  assert.throws(() => lw.record([archive]), { code: 'InvalidArgument', message: /holds 2 ECGs/ });
});

test('a damaged archive is refused by name', async () => {
  const { name, bytes } = await zipOf('cut.zip', [csvFile({ I: Math.sin }, { name: 'a.csv' })]);
  assert.throws(() => lw.unpack({ name, bytes: bytes.subarray(0, 1000) }), { code: 'TruncatedData' });
});
