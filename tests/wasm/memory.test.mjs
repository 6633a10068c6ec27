import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './built.mjs';
import { textFile } from './ecg-files.mjs';

/** Everything the module does, once, with a failure among it. */
function useAll(lw, files) {
  lw.group(files);
  lw.inspect(files);
  lw.record(files);
  lw.preprocess(files);
  lw.measure(files);
  lw.screen(files, { leads: 'all' });
  lw.explain(files);
  lw.convert(files, { to: 'csv' });
  assert.throws(() => lw.screen([textFile('a.hea', 'a 1 500 5000\na.dat 16\n')]), { code: 'MissingFile' });
}

test('1,000 records in a row leave the heap where it was after the first ten', async () => {
  const lw = await load();
  const records = Array.from({ length: 10 }, (_, seed) => lw.simulate({ seed, severity: seed / 10, to: 'wfdb' }));
  for (const files of records) useAll(lw, files);
  const afterTen = lw.memoryBytes();
  for (let i = 10; i < 1000; ++i) {
    if (i % 20 === 0) useAll(lw, records[i % 10]);
    else lw.screen(records[i % 10]);
  }
  const afterAll = lw.memoryBytes();
  assert.equal(afterAll.heap, afterTen.heap);
  // A table inside the glue may still double once; a record's samples alone would be half a megabyte each.
  assert.ok(Math.abs(afterAll.in_use - afterTen.in_use) < 4096, `in use ${afterTen.in_use}, then ${afterAll.in_use}`);
});

test('the memory of a long recording is used again', async () => {
  const lw = await load();
  const files = lw.simulate({ duration_s: 600, to: 'wfdb' });
  lw.screen(files);
  const { heap, in_use: inUse } = lw.memoryBytes();
  for (let i = 0; i < 5; ++i) lw.screen(files);
  assert.equal(lw.memoryBytes().heap, heap);
  assert.ok(Math.abs(lw.memoryBytes().in_use - inUse) < 4096);
});

test('a module that runs out of memory says so, and stays refused until it is loaded again', async () => {
  const lw = await load();
  // One long lead at a byte a sample: within the limit of the file, eight times as many bytes as samples in mV.
  const bytes = new Uint8Array(130_000_000);
  for (let i = 0; i < bytes.length; ++i) bytes[i] = 127 + 2 * (i % 2);
  const header = textFile('a.hea', `a 1 500 ${bytes.length}\na.dat 80 200 8 128 0 0 0 II\n`);
  const codes = [];
  for (let i = 0; i < 2; ++i) {
    try {
      lw.preprocess([header, { name: 'a.dat', bytes }]);
    } catch (error) {
      codes.push(error.code);
    }
  }
  assert.deepEqual(codes, ['OutOfMemory', 'ModuleStopped']);
  assert.throws(() => lw.version, { code: 'ModuleStopped' });
});
