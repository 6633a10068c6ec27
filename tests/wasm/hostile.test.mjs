import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LeadwiseError, load } from './built.mjs';
import { pseudoRandomBytes, textFile } from './ecg-files.mjs';

const lw = await load();

/** An answer or a named error of the core; never a stopped module. */
function answersOrRefuses(files, what) {
  lw.group(files);
  for (const call of [() => lw.inspect(files, { identifiers: true }), () => lw.screen(files), () => lw.measure(files)]) {
    try {
      call();
    } catch (error) {
      assert.ok(error instanceof LeadwiseError, `${what}: ${error.stack}`);
      assert.ok(!['ModuleStopped', 'OutOfMemory'].includes(error.code), `${what}: ${error.message}`);
    }
  }
}

const wfdb = lw.simulate({ seed: 9, to: 'wfdb', name: 'a', duration_s: 10 });
const csv = lw.simulate({ seed: 9, to: 'csv', name: 'a', duration_s: 10 });

test('a record cut off anywhere is answered or refused', () => {
  for (const files of [wfdb, csv]) {
    for (const [index, { bytes }] of files.entries()) {
      for (let part = 0; part < 20; ++part) {
        const cut = Math.floor((bytes.length * part) / 20);
        const shorter = files.map((file, i) => (i === index ? { ...file, bytes: file.bytes.slice(0, cut) } : file));
        answersOrRefuses(shorter, `${files[index].name} cut at ${cut}`);
      }
    }
  }
});

test('a header with any one byte changed is answered or refused', () => {
  const [own, ...parts] = [...wfdb].sort((a) => (a.name.endsWith('.hea') ? -1 : 1));
  for (const value of [0, 0x20, 0x2d, 0x39, 0xff]) {
    for (let i = 0; i < own.bytes.length; i += 3) {
      const bytes = own.bytes.slice();
      bytes[i] = value;
      answersOrRefuses([{ name: own.name, bytes }, ...parts], `byte ${i} set to ${value}`);
    }
  }
});

test('random bytes of many lengths and names are answered or refused', () => {
  const names = ['a.hea', 'a.dat', 'a.csv', 'a.mat', 'a', '', '\ud800.csv', '../../x', 'a\0b', 'é'.repeat(5000)];
  for (const name of names) {
    for (const length of [0, 1, 7, 100, 4096, 100_000]) {
      const what = `${JSON.stringify(name.slice(0, 20))} ${length}`;
      answersOrRefuses([{ name, bytes: pseudoRandomBytes(length, length + 1) }], what);
    }
  }
});

test('headers that promise the impossible are refused without stopping the module', () => {
  const headers = [
    'a 1 500 5000\na.hea 16 200 16 0 0 0 0 I\n',
    'a 1000000000 500 5000\na.dat 16 200 16 0 0 0 0 I\n',
    'a 12 1e308 99999999999999999999\n',
    'a 1 nan 5000\na.dat 16 nan 16 0 0 0 0 I\n',
    'a 1 500 -1\na.dat 16 200 16 0 0 0 0 I\n',
    'a 0 500 5000\n',
    `a 1 500 5000\na.dat 16x${'9'.repeat(400)} 200 16 0 0 0 0 I\n`,
    'a/9999999999 1 500 5000\n',
  ];
  for (const header of headers) {
    const samples = { name: 'a.dat', bytes: pseudoRandomBytes(10_000, 4) };
    answersOrRefuses([textFile('a.hea', header), samples], header.slice(0, 60));
  }
});

test('the instance still gives the same answer afterwards', async () => {
  const fresh = await load();
  assert.deepEqual(lw.screen(wfdb), fresh.screen(wfdb));
  assert.deepEqual(lw.measure(wfdb), fresh.measure(wfdb));
});
