import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { zip } from '../zip-file.mjs';
import { folder, jsonLines, leadwise, simulate, toolPath } from './tool.mjs';

const filesOf = (stdout) => jsonLines(stdout).map(({ file }) => file);

test('a folder or record whose name stands in brackets is read as any other', (t) => {
  const here = folder(t);
  mkdirSync(join(here, '[a,b]'));
  simulate(join(here, '[a,b]', 'e.hea'));
  const done = spawnSync(toolPath, ['inspect', '--json', '[a,b]'], { cwd: here, encoding: 'utf8' });
  assert.deepEqual([done.status, filesOf(done.stdout)], [0, ['./[a,b]/e.hea']]);
});

/** Runs the tool as somebody whom closed folders keep out, which they do not do to root. */
function asNobody(...args) {
  const who = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
  return spawnSync(toolPath, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...who });
}

function makeCsv(path, seed) {
  const done = leadwise('simulate', '--seed', String(seed), '--to', 'csv', '-o', path);
  assert.equal(done.status, 0, done.stderr);
  return path;
}

test('what may not be read below a folder is an error in its place, never left out', (t) => {
  const here = folder(t);
  chmodSync(here, 0o755);
  mkdirSync(join(here, 'b'));
  makeCsv(join(here, 'b', 'x.csv'), 1);
  makeCsv(join(here, 'a.csv'), 2);
  makeCsv(join(here, 'c.csv'), 3);
  symlinkSync('loop', join(here, 'd-loop'));
  symlinkSync('nothing', join(here, 'e-nothing'));
  symlinkSync('d-loop', join(here, 'loop'));
  chmodSync(join(here, 'b'), 0);
  chmodSync(join(here, 'c.csv'), 0);
  for (const command of ['screen', 'measure', 'inspect']) {
    const done = asNobody(command, '--json', here);
    assert.equal(done.status, 1, command);
    const answers = jsonLines(done.stdout);
    assert.deepEqual(
      answers.map(({ file, ok, error }) => [file, ok ? 'ok' : error.code]),
      [['a.csv', 'ok'], ...['b', 'c.csv', 'd-loop', 'e-nothing', 'loop'].map((name) => [name, 'FileNotReadable'])].map(
        ([name, code]) => [join(here, name), code],
      ),
    );
  }
  const closed = asNobody('screen', '--json', join(here, 'b'));
  assert.equal(closed.status, 1);
  chmodSync(join(here, 'b'), 0o755);
  assert.equal(jsonLines(closed.stdout)[0].error.code, 'FileNotReadable');
});

test('links to folders are followed once, in order, and loops end', (t) => {
  const here = folder(t);
  const elsewhere = folder(t);
  for (const path of ['z', 'z/sub']) mkdirSync(join(here, path));
  mkdirSync(join(elsewhere, 'deep'));
  makeCsv(join(here, 'z', 'sub', 'a.csv'), 1);
  makeCsv(join(elsewhere, 'deep', 'b.csv'), 2);
  symlinkSync(join(here, 'z'), join(here, 'm-inside'));
  symlinkSync('..', join(here, 'z', 'up'));
  symlinkSync(here, join(elsewhere, 'back'));
  symlinkSync(elsewhere, join(here, 'n-outside'));
  symlinkSync(join(elsewhere, 'deep'), join(here, 'o-again'));
  const done = leadwise('screen', '--json', here);
  assert.equal(done.status, 0, done.stdout);
  assert.deepEqual(filesOf(done.stdout), [join(here, 'n-outside', 'deep', 'b.csv'), join(here, 'z', 'sub', 'a.csv')]);
});

test('tables of labels, lists and answers in a folder are skipped and counted; named, they are errors', (t) => {
  const here = folder(t);
  const ecg = simulate(join(here, 'a.hea'));
  const others = {
    'labels.csv': `patient,age,label\n${'1,63,0\n'.repeat(30)}`,
    'scores.csv': `id,score\n${'1,0.5\n'.repeat(30)}`,
    'list.json': '[1, 2, 3, 4]',
    'out.jsonl': leadwise('screen', '--json', ecg).stdout + leadwise('measure', '--json', ecg).stdout,
  };
  for (const [name, text] of Object.entries(others)) writeFileSync(join(here, name), text);
  const { status, stdout, stderr } = leadwise('screen', '--json', here);
  assert.equal(status, 0, stdout);
  assert.deepEqual(filesOf(stdout), [ecg]);
  assert.match(stderr, /4 files that are no ECG were skipped/);
  for (const name of Object.keys(others)) {
    const named = leadwise('screen', '--json', join(here, name));
    assert.equal(named.status, 1, name);
    assert.equal(jsonLines(named.stdout)[0].ok, false);
  }
  const files = [ecg, join(here, 'a.dat'), join(here, 'labels.csv')];
  const zipped = leadwise('screen', '--json', zip(join(folder(t), 'all.zip'), ...files));
  assert.equal(zipped.status, 0, zipped.stdout);
  assert.equal(jsonLines(zipped.stdout).length, 1);
});

test('answers written into the folder that is screened are no input of the next run', (t) => {
  const here = folder(t);
  const ecg = simulate(join(here, 'a.hea'));
  const out = join(here, 'out.jsonl');
  for (const resumed of [[], [], ['--resume']]) {
    assert.equal(leadwise('screen', here, '-o', out, ...resumed).status, 0);
    assert.deepEqual(filesOf(readFileSync(out, 'utf8')), [ecg]);
  }
});

test('answers to another request or of another command are not gone on with', (t) => {
  const here = folder(t);
  simulate(join(here, 'a.hea'));
  const out = join(folder(t), 'out.jsonl');
  const run = (...args) => leadwise('screen', here, '-o', out, ...args);
  const refuses = (...args) => {
    const before = readFileSync(out, 'utf8');
    const refused = run('--resume', ...args);
    assert.equal(refused.status, 1, args.join(' '));
    assert.match(refused.stderr, /InvalidArgument: .*not resumed/);
    assert.equal(readFileSync(out, 'utf8'), before);
  };
  assert.equal(jsonLines(leadwise('screen', here, '--json', '--leads', '6').stdout)[0].request, undefined);
  assert.equal(run('--leads', '6').status, 0);
  assert.deepEqual(jsonLines(readFileSync(out, 'utf8'))[0].request, { leads: '6' });
  refuses();
  refuses('--leads', 'all');
  refuses('--leads', '6', '--age', '70');
  refuses('--leads', '6', '--explain');
  assert.equal(run('--resume', '--leads', '6').status, 0);
  assert.equal(run().status, 0);
  assert.equal(jsonLines(readFileSync(out, 'utf8'))[0].request, undefined);
  refuses('--leads', '6');
  assert.equal(leadwise('measure', here, '-o', out).status, 0);
  refuses();
});

test('what -o - prints holds the request, so that a file of it is not gone on with by another', (t) => {
  const here = folder(t);
  simulate(join(here, 'a.hea'));
  const out = join(folder(t), 'out.jsonl');
  const printed = leadwise('screen', here, '-o', '-', '--leads', '6').stdout;
  assert.deepEqual(jsonLines(printed)[0].request, { leads: '6' });
  writeFileSync(out, printed);
  assert.equal(leadwise('screen', here, '-o', out, '--resume').status, 1);
  assert.equal(leadwise('screen', here, '-o', out, '--resume', '--leads', '6').status, 0);
  assert.equal(readFileSync(out, 'utf8'), printed);
});

test('a file that holds no answers, or may not be read, is left as it is', (t) => {
  const here = folder(t);
  chmodSync(here, 0o777);
  simulate(join(here, 'a.hea'));
  const out = join(here, 'thesis.tex');
  for (const [text, mode] of [['one line of something else', 0o666], ['{"files": 3', 0o666], ['{"file":"x","ok":true', 0o222]]) {
    writeFileSync(out, text);
    chmodSync(out, mode);
    const refused = asNobody('screen', join(here, 'a.hea'), '-o', out, '--resume');
    chmodSync(out, 0o666);
    assert.equal(refused.status, 1, text);
    assert.match(refused.stderr, mode === 0o222 ? /FileNotReadable: .*not resumed/ : /InvalidArgument: .*not resumed/);
    assert.equal(readFileSync(out, 'utf8'), text);
  }
});

test('what could not be opened is asked about again when a run is resumed, and its old answer goes', (t) => {
  const here = folder(t);
  for (const name of ['a', 'b', 'c']) makeCsv(join(here, `${name}.csv`), 1);
  simulate(join(here, 'd.hea'));
  truncateSync(join(here, 'd.dat'), 1000);
  chmodSync(here, 0o755);
  const written = folder(t);
  chmodSync(written, 0o777);
  const out = join(written, 'out.jsonl');
  const run = (paths, ...args) => asNobody('screen', ...paths, '-o', out, ...args).status;
  const answers = () => jsonLines(readFileSync(out, 'utf8')).map(({ file, error }) => [file.at(-5), error?.code ?? 'ok']);
  for (const name of ['a.csv', 'c.csv']) chmodSync(join(here, name), 0);
  const failed = [['a', 'FileNotReadable'], ['b', 'ok'], ['c', 'FileNotReadable'], ['d', 'TruncatedData']];
  assert.equal(run([here]), 1);
  assert.deepEqual(answers(), failed);
  // What is not asked about keeps its answer.
  chmodSync(join(here, 'a.csv'), 0o644);
  assert.equal(run([join(here, 'b.csv')], '--resume'), 1);
  assert.deepEqual(answers(), failed);
  assert.equal(run([here], '--resume'), 1);
  assert.deepEqual(answers(), [['b', 'ok'], ['d', 'TruncatedData'], ['a', 'ok'], ['c', 'FileNotReadable']]);
  chmodSync(join(here, 'c.csv'), 0o644);
  unlinkSync(join(here, 'd.hea'));
  assert.equal(run([here], '--resume'), 1);
  assert.deepEqual(answers(), [['b', 'ok'], ['d', 'TruncatedData'], ['a', 'ok'], ['c', 'ok']]);
});

test('a folder without an ECG is an error where nothing else is there, and a remark where there is', (t) => {
  const here = folder(t);
  const empty = join(here, 'empty');
  mkdirSync(empty);
  const ecg = simulate(join(here, 'a.hea'));
  const alone = leadwise('screen', '--json', empty);
  assert.equal(alone.status, 1);
  assert.deepEqual(jsonLines(alone.stdout).map(({ file, error }) => [file, error.code]), [[empty, 'UnknownFormat']]);
  const both = leadwise('screen', '--json', empty, ecg);
  assert.equal(both.status, 0);
  assert.deepEqual(filesOf(both.stdout), [ecg]);
  assert.match(both.stderr, /empty: no ECG was found in this folder/);
});

test('a record named without its ending is found beside a folder of its name that holds no ECG', (t) => {
  const here = folder(t);
  mkdirSync(join(here, 'r'));
  const ecg = simulate(join(here, 'r.hea'));
  const record = leadwise('screen', '--json', join(here, 'r'));
  assert.equal(record.status, 0, record.stdout);
  assert.deepEqual(filesOf(record.stdout), [ecg]);
  const inner = simulate(join(here, 'r', 'x.hea'));
  const both = leadwise('screen', '--json', join(here, 'r'));
  assert.deepEqual(filesOf(both.stdout), [inner]);
  assert.match(both.stderr, /r\.hea beside it was not/);
});

test('exchanged arm electrodes are warned of in the answer and in the table', (t) => {
  const here = folder(t);
  const csv = makeCsv(join(here, 'a.csv'), 1);
  const [header, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
  const exchanged = rows.map((row) => {
    const [time, one, two, three, aVR, aVL, ...rest] = row.split(',');
    return [time, String(-Number(one)), three, two, aVL, aVR, ...rest].join(',');
  });
  writeFileSync(csv, [header, ...exchanged, ''].join('\n'));
  const [{ quality, predictions }] = jsonLines(leadwise('screen', '--json', csv).stdout);
  assert.deepEqual(quality.warnings.map(({ code }) => code), ['ElectrodeReversalSuspected']);
  assert.equal(predictions.length, 1);
  assert.match(leadwise('screen', csv).stdout, /\[warning: the electrodes LA and RA may be exchanged/);
});

test('a score that rests on a lead unusable for measuring is doubted in the answer and in the table', (t) => {
  const csv = makeCsv(join(folder(t), 'a.csv'), 1);
  const [header, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\n');
  const v2 = header.split(',').indexOf('V2');
  const tall = rows.map((row) => row.split(',').map((value, column) => (column === v2 ? 20 * value : value)).join(','));
  writeFileSync(csv, [header, ...tall, ''].join('\n'));
  const [{ quality, predictions }] = jsonLines(leadwise('screen', '--json', csv).stdout);
  assert.equal(predictions.length, 1);
  assert.deepEqual(quality.warnings.map(({ code }) => code), ['DoubtfulScore']);
  assert.equal(quality.leads.V2.doubt.code, 'ImplausibleScale');
  assert.match(leadwise('screen', csv).stdout, /\[warning: do not rely on the score: leads on which it rests are unusable .*\(lead V2/);
});
