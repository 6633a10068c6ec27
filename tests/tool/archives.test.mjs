import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

import { zip } from '../zip-file.mjs';
import { folder, jsonLines, leadwise, simulate } from './tool.mjs';

const scoresOf = (stdout) => jsonLines(stdout).map(({ predictions }) => predictions?.map(({ probability }) => probability));

test('every ECG in a zip is screened like the files that went into it', (t) => {
  const here = folder(t);
  const paths = [1, 2, 3].map((seed) => simulate(join(here, `r${seed}.hea`), seed));
  const files = paths.flatMap((path) => [path, path.replace('.hea', '.dat')]);
  writeFileSync(join(here, 'notes.txt'), 'no ECG');
  const archive = zip(join(here, 'all.zip'), ...files, join(here, 'notes.txt'));
  const plain = leadwise('screen', '--json', ...paths);
  const zipped = leadwise('screen', '--json', '--threads', '2', archive);
  assert.equal(zipped.status, 0, zipped.stderr);
  assert.deepEqual(scoresOf(zipped.stdout), scoresOf(plain.stdout));
  assert.deepEqual(
    jsonLines(zipped.stdout).map(({ file }) => file),
    ['r1', 'r2', 'r3'].map((name) => `${archive}/${name}.hea`),
  );
});

test('a gzipped file and a zip of one record are read as the record', (t) => {
  const here = folder(t);
  const csv = join(here, 'a.csv');
  leadwise('convert', simulate(join(here, 'a.hea')), '--to', 'csv', '-o', csv);
  writeFileSync(join(here, 'a.csv.gz'), gzipSync(readFileSync(csv)));
  zip(join(here, 'one.zip'), join(here, 'a.hea'), join(here, 'a.dat'));
  const done = leadwise('inspect', '--json', join(here, 'a.csv.gz'), join(here, 'one.zip'));
  assert.equal(done.status, 0, done.stderr);
  assert.deepEqual(
    jsonLines(done.stdout).map(({ record }) => record.format),
    ['csv', 'wfdb'],
  );
});

test('a damaged archive is an error of its own and the other files are still answered', (t) => {
  const here = folder(t);
  const path = simulate(join(here, 'a.hea'));
  const archive = zip(join(here, 'b.zip'), path, path.replace('.hea', '.dat'));
  writeFileSync(archive, readFileSync(archive).subarray(0, 5000));
  const done = leadwise('screen', '--json', here);
  assert.equal(done.status, 1);
  const [record, broken] = jsonLines(done.stdout);
  assert.equal(record.ok, true);
  assert.equal(broken.error.code, 'TruncatedData');
});

test('a file in a zip that cannot be unpacked fails alone', (t) => {
  const here = folder(t);
  const [first, second] = [1, 2].map((seed) => {
    const csv = join(here, `e${seed}.csv`);
    leadwise('convert', simulate(join(folder(t), 'a.hea'), seed), '--to', 'csv', '-o', csv);
    return csv;
  });
  const archive = zip(join(here, 'b.zip'), first, second);
  const bytes = readFileSync(archive);
  bytes[200] ^= 0xff;
  writeFileSync(archive, bytes);
  const done = leadwise('screen', '--json', archive);
  assert.equal(done.status, 1);
  const [answered, failed] = jsonLines(done.stdout);
  assert.equal(answered.file, `${archive}/e2.csv`);
  assert.equal(answered.ok, true);
  assert.equal(failed.file, `${archive}/e1.csv`);
  assert.match(failed.error.message, /e1\.csv/);
});

const filesOf = (stdout) => jsonLines(stdout).map(({ file }) => file);

/** A zip of two simulated records and a text. */
function zipOfTwo(here, name, seed) {
  const paths = [seed, seed + 1].map((each) => simulate(join(here, `r${each}.hea`), each));
  const files = paths.flatMap((path) => [path, path.replace('.hea', '.dat')]);
  writeFileSync(join(here, 'notes.txt'), 'no ECG');
  const archive = zip(join(here, name), ...files, join(here, 'notes.txt'));
  for (const path of [...files, join(here, 'notes.txt')]) rmSync(path);
  return archive;
}

test('records in zips below a folder are sharded one by one, and what is no ECG in them is counted', (t) => {
  const here = folder(t);
  zipOfTwo(here, 'a.zip', 1);
  zipOfTwo(here, 'b.zip', 3);
  const whole = leadwise('screen', '--json', here, '--threads', '3');
  assert.equal(whole.status, 0, whole.stderr);
  assert.match(whole.stderr, /^2 files that are no ECG were skipped$/m);
  assert.deepEqual(
    filesOf(whole.stdout),
    ['a.zip/r1', 'a.zip/r2', 'b.zip/r3', 'b.zip/r4'].map((name) => join(here, `${name}.hea`)),
  );
  const shards = ['1/3', '2/3', '3/3'].flatMap((shard) =>
    jsonLines(leadwise('screen', '--json', here, '--shard', shard).stdout),
  );
  const byFile = (a, b) => a.file.localeCompare(b.file);
  assert.deepEqual(shards.sort(byFile), jsonLines(whole.stdout));
});

test('a run over zips, one of them named twice, is resumed without loss or duplicates', (t) => {
  const here = folder(t);
  const archive = zipOfTwo(here, 'a.zip', 1);
  const out = join(folder(t), 'out.jsonl');
  const run = (...args) => leadwise('screen', here, archive, '-o', out, '--threads', '2', ...args);
  assert.equal(run().status, 0);
  const whole = readFileSync(out, 'utf8');
  assert.equal(jsonLines(whole).length, 4);
  for (const kept of [whole.length - 10, Math.floor(whole.length / 2) + 10, 10]) {
    writeFileSync(out, whole.slice(0, kept));
    assert.equal(run('--resume').status, 0);
    assert.equal(readFileSync(out, 'utf8'), whole);
  }
});

test('a file whose name is no UTF-8 is answered once, also on resuming', (t) => {
  const here = folder(t);
  simulate(join(here, 'a.hea'));
  const csv = join(here, 'a.csv');
  leadwise('convert', join(here, 'a.hea'), '--to', 'csv', '-o', csv);
  renameSync(csv, Buffer.concat([Buffer.from(`${here}/M`), Buffer.from([0xfc]), Buffer.from('ller.csv')]));
  const out = join(folder(t), 'out.jsonl');
  assert.equal(leadwise('screen', here, '-o', out).status, 0);
  const whole = readFileSync(out, 'utf8');
  assert.equal(jsonLines(whole).length, 2);
  assert.equal(leadwise('screen', here, '-o', out, '--resume').status, 0);
  assert.equal(readFileSync(out, 'utf8'), whole);
});

test('zips within a zip keep their records apart', (t) => {
  const here = folder(t);
  for (const seed of [1, 2]) {
    const path = simulate(join(here, 'ecg.hea'), seed);
    zip(join(here, `${seed}.zip`), path, path.replace('.hea', '.dat'));
  }
  const archive = zip(join(here, 'all.zip'), join(here, '1.zip'), join(here, '2.zip'));
  const nested = leadwise('screen', '--json', archive);
  assert.deepEqual(filesOf(nested.stdout), [`${archive}/1.zip/ecg.hea`, `${archive}/2.zip/ecg.hea`]);
  const apart = leadwise('screen', '--json', join(here, '1.zip'), join(here, '2.zip'));
  assert.deepEqual(scoresOf(nested.stdout), scoresOf(apart.stdout));
});
