import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, readdirSync, readlinkSync, statSync, symlinkSync, writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';

import { folder, jsonLines, leadwise, simulate, toolPath } from './tool.mjs';

const convert = (from, to, format = 'csv') => leadwise('convert', from, '--to', format, '-o', to);

test('a symbolic link named as output stays one, and what it leads to is written', (t) => {
  const here = folder(t);
  const ecg = simulate(join(here, 'a.hea'));
  for (const [name, existing] of [['there', true], ['not-yet', false]]) {
    const target = join(here, `${name}.csv`);
    if (existing) writeFileSync(target, 'old');
    symlinkSync(`${name}.csv`, join(here, `${name}-link`));
    symlinkSync(`${name}-link`, join(here, `${name}-second`));
    assert.equal(convert(ecg, join(here, `${name}-second`)).status, 0);
    assert.equal(readlinkSync(join(here, `${name}-second`)), `${name}-link`);
    assert.match(readFileSync(target, 'utf8'), /^time_s,I,/);
  }
  symlinkSync('loop', join(here, 'loop'));
  const looped = convert(ecg, join(here, 'loop'));
  assert.equal(looped.status, 1);
  assert.match(looped.stderr, /FileNotWritable/);
  assert.ok(lstatSync(join(here, 'loop')).isSymbolicLink());
});

test('a pipe named as output is written through and stays a pipe', async (t) => {
  const here = folder(t);
  const ecg = simulate(join(here, 'a.hea'));
  const pipe = join(here, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  const reader = spawn('cat', [pipe], { timeout: 20000 });
  let read = '';
  reader.stdout.on('data', (part) => (read += part));
  const ended = new Promise((resolve) => reader.on('close', resolve));
  const writer = spawn(toolPath, ['convert', ecg, '--to', 'csv', '-o', pipe], { timeout: 20000 });
  assert.equal(await new Promise((resolve) => writer.on('close', resolve)), 0);
  await ended;
  assert.ok(lstatSync(pipe).isFIFO());
  convert(ecg, join(here, 'a.csv'));
  assert.equal(read, readFileSync(join(here, 'a.csv'), 'utf8'));
});

test('"-" and the names of standard output are standard output for formats of one file and wrong usage for others', (t) => {
  const here = folder(t);
  const ecg = simulate(join(here, 'a.hea'));
  assert.equal(convert(ecg, join(here, 'a.csv')).status, 0);
  // By another name of /dev/stdout: a tool that fails here would replace the machine's own.
  for (const name of ['-', '/proc/self/fd/1']) {
    const done = convert(ecg, name);
    assert.equal(done.status, 0, done.stderr);
    assert.equal(done.stdout, readFileSync(join(here, 'a.csv'), 'utf8'));
    assert.equal(convert(ecg, name, 'wfdb').status, 2);
    assert.equal(leadwise('screen', ecg, '-o', name).stdout, leadwise('screen', ecg, '--json').stdout);
    assert.equal(leadwise('measure', ecg, '-o', name).stdout, leadwise('measure', ecg, '--json').stdout);
    assert.equal(leadwise('screen', ecg, '-o', name, '--resume').status, 2);
  }
  assert.ok(!existsSync('-'));
});

test('an output that is one of the inputs is refused by whatever name, and the input is left as it is', (t) => {
  const here = folder(t);
  const wfdb = simulate(join(here, 'a.hea'));
  mkdirSync(join(here, 'in'));
  const csv = join(here, 'in', 'self.csv');
  convert(wfdb, csv);
  symlinkSync(csv, join(here, 'link.csv'));
  const before = readFileSync(csv, 'utf8');
  for (const out of [csv, join(here, 'link.csv'), `${here}/in/../in//self.csv`]) {
    for (const input of [csv, join(here, 'in'), join(here, 'link.csv')]) {
      for (const command of [['screen'], ['measure'], ['convert', '--to', 'csv'], ['preprocess'], ['screen', '--resume']]) {
        const refused = leadwise(...command, input, '-o', out);
        assert.equal(refused.status, 2, `${command} ${input} -o ${out}`);
        assert.match(refused.stderr, /InvalidArgument: .*would be overwritten/);
      }
      assert.equal(leadwise('simulate', '--onto', input, '--to', 'csv', '-o', out).status, 2);
    }
  }
  assert.equal(readFileSync(csv, 'utf8'), before);
  const header = readFileSync(wfdb, 'utf8');
  assert.equal(convert(wfdb, join(here, 'a.dat')).status, 2);
  assert.equal(leadwise('simulate', '--onto', wfdb, '--severity', '1', '--to', 'wfdb', '-o', join(here, 'a')).status, 2);
  assert.equal(readFileSync(wfdb, 'utf8'), header);
});

test('an answer that cannot be written is a failure of every command', { skip: !existsSync('/dev/full') }, (t) => {
  const ecg = simulate(join(folder(t), 'a.hea'));
  const calls = [
    ['inspect', ecg], ['inspect', '--json', ecg], ['measure', ecg], ['screen', ecg], ['screen', '--json', ecg], ['model'],
    ['convert', ecg, '--to', 'csv', '-o', '-'], ['preprocess', ecg, '-o', '-'], ['simulate', '--to', 'csv', '-o', '-'],
    ['--version'], ['--help'], ['screen', '--help'],
  ];
  for (const call of calls) {
    const full = openSync('/dev/full', 'w');
    const done = spawnSync(toolPath, call, { encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    assert.equal(done.status, 1, call.join(' '));
    assert.match(done.stderr, /FileNotWritable/, call.join(' '));
  }
});

test('a WFDB pair for whose successor there is no space is left as it is', (t) => {
  const here = folder(t);
  const pair = ['a.hea', 'a.dat'].map((name) => join(here, name));
  simulate(pair[0], 1);
  const before = pair.map((path) => readFileSync(path));
  const other = simulate(join(folder(t), 'b.hea'), 2, '--sampling-rate-hz', '1000');
  // Room for the header, not for the samples.
  const limited = ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$@"', 'bash', toolPath];
  const done = spawnSync('bash', [...limited, 'convert', other, '--to', 'wfdb', '-o', pair[0]], { encoding: 'utf8' });
  assert.equal(done.status, 1);
  assert.match(done.stderr, /FileNotWritable/);
  assert.deepEqual(pair.map((path) => readFileSync(path)), before);
  assert.deepEqual(readdirSync(here).sort(), ['a.dat', 'a.hea']);
  assert.equal(convert(other, pair[0], 'wfdb').status, 0);
  assert.notDeepEqual(pair.map((path) => readFileSync(path)), before);
});

test('a disk that was full for a while leaves answers that can be resumed', { skip: !existsSync('/usr/bin/prlimit') }, async (t) => {
  const here = folder(t);
  for (const seed of [1, 2, 3]) simulate(join(here, `e${seed}.hea`), seed);
  const out = join(folder(t), 'out.jsonl');
  const screen = ['screen', here, '--explain', '-o', out];
  // Files may not grow beyond 4 KiB, until the first answer was cut short there: the second comes a second later.
  const limited = ['-c', 'trap "" XFSZ; ulimit -S -f 4; exec "$@"', 'bash', toolPath, ...screen];
  const run = spawn('bash', limited, { stdio: 'ignore' });
  const ended = once(run, 'exit');
  while (run.exitCode === null && run.signalCode === null && !(existsSync(out) && statSync(out).size > 0)) await sleep(10);
  spawnSync('prlimit', ['--pid', String(run.pid), '--fsize=unlimited:']);
  assert.deepEqual(await ended, [1, null]);
  assert.equal(leadwise(...screen, '--resume').status, 0);
  assert.equal(jsonLines(readFileSync(out, 'utf8')).length, 3);
});

test('settings that are no number of their range are wrong usage', (t) => {
  const here = folder(t);
  const ecg = simulate(join(here, 'a.hea'));
  const out = join(here, 'b.csv');
  for (const setting of [
    ['--severity', 'nan'], ['--duration-s', '0'], ['--heart-rate-bpm', '500'], ['--noise-mv', '-1'], ['--qt-ms', 'inf'],
    ['--sampling-rate-hz', 'nan'], ['--seed', '18446744073709551616'], ['--seed', '-1'], ['--seed', '1.5'],
  ]) {
    assert.equal(leadwise('simulate', '--to', 'csv', '-o', out, ...setting).status, 2, setting.join(' '));
  }
  assert.ok(!existsSync(out));
  assert.equal(leadwise('simulate', '--to', 'csv', '-o', out, '--seed', '18446744073709551615').status, 0);
  for (const setting of [['--age', 'nan'], ['--rate', 'nan'], ['--rate', 'inf'], ['-o', '']])
    assert.equal(leadwise('screen', ecg, ...setting).status, 2, setting.join(' '));
  for (const call of [['measure', ecg], ['convert', ecg, '--to', 'csv'], ['preprocess', ecg], ['simulate', '--to', 'csv']])
    assert.equal(leadwise(...call, '-o', '').status, 2, call.join(' '));
});

test('settings that would not count are wrong usage', (t) => {
  const here = folder(t);
  const ecg = simulate(join(here, 'a.hea'));
  const out = join(here, 'b.csv');
  for (const ignored of [
    ['--onto', ecg, '--heart-rate-bpm', '50'], ['--onto', ecg, '--random'], ['--random', '--heart-rate-bpm', '50'],
    ['--random', '--duration-s', '20'], ['--rate', '250'], ['--unpaced'], ['--sham'],
  ]) {
    const refused = leadwise('simulate', '--to', 'csv', '-o', out, ...ignored);
    assert.equal(refused.status, 2, ignored.join(' '));
    assert.match(refused.stderr, /excludes|requires/, ignored.join(' '));
  }
  assert.ok(!existsSync(out));
  assert.equal(leadwise('simulate', '--to', 'csv', '-o', out, '--onto', ecg, '--rate', '500').status, 0);
});

test('nothing of a name or a file reaches a terminal as a control character', (t) => {
  const here = folder(t);
  const path = join(here, 'a\u001b[2J\u0007\u009b1mé.csv');
  convert(simulate(join(here, 'a.hea')), join(here, 'c.csv'));
  writeFileSync(path, `# note \u001b[31mred\n${readFileSync(join(here, 'c.csv'), 'utf8')}`);
  for (const command of [['screen'], ['measure'], ['inspect', '--identifiers'], ['convert', '--to', 'x'], ['preprocess', '-o', `${path}/x`]]) {
    const { stdout, stderr } = leadwise(...command, path);
    assert.doesNotMatch(stdout, /[\0-\x09\x0b-\x1f\x7f-\x9f]/, command[0]);
    if (command[0] !== 'convert') assert.doesNotMatch(stderr, /[\0-\x09\x0b-\x1f\x7f-\x9f]/, command[0]);
  }
  assert.match(leadwise('screen', path).stdout, /a\?\[2J\?\?1mé\.csv/);
  assert.equal(jsonLines(leadwise('screen', '--json', path).stdout)[0].file, path);
});
