import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
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
