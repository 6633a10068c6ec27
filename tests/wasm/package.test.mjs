import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, packageFolder, temporaryFolder } from './built.mjs';

const packed = [
  'LICENSE', 'README.md', 'checked-arguments.js', 'core-instance.js', 'head-examples.js', 'leadwise-core.js', 'leadwise-error.js',
  'leadwise-rv-overload.safetensors', 'leadwise.d.ts', 'leadwise.js', 'leadwise.wasm', 'package-files.js',
  'package.json',
  'THIRD-PARTY-LICENCES.txt',
];

const program = `
import { readFile } from 'node:fs/promises';
import { load } from 'leadwise';
const lw = await load();
const names = process.argv.slice(2);
const files = await Promise.all(names.map(async (name) => ({ name, bytes: await readFile(name) })));
console.log(JSON.stringify(lw.screen(files)));
`;

function run(folder, command, ...args) {
  return execFileSync(command, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/** An empty folder in which the packed module has been installed without a network. */
async function installed(t) {
  const folder = await temporaryFolder(t);
  const [{ filename, files }] = JSON.parse(run(packageFolder, 'npm', 'pack', '--json', '--pack-destination', folder));
  assert.deepEqual(files.map((file) => file.path).sort(), [...packed].sort());
  await writeFile(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  run(folder, 'npm', 'install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', `./${filename}`);
  await writeFile(join(folder, 'screen.js'), program);
  return folder;
}

test('the packed module installs in an empty folder and screens a file', async (t) => {
  const folder = await installed(t);
  const lw = await load();
  const files = lw.simulate({ seed: 21, severity: 0.9, to: 'wfdb', name: 'a' });
  for (const file of files) await writeFile(join(folder, file.name), file.bytes);
  const answer = JSON.parse(run(folder, process.execPath, 'screen.js', 'a.dat', 'a.hea'));
  assert.deepEqual(answer, lw.screen(files));
  assert.equal(answer.predictions.length, 1);
});

test('it works where making code from text is forbidden', async (t) => {
  const folder = await installed(t);
  const lw = await load();
  const files = lw.simulate({ seed: 22, to: 'csv', name: 'a' });
  await writeFile(join(folder, 'a.csv'), files[0].bytes);
  const flag = '--disallow-code-generation-from-strings';
  const everything = `${program}
    lw.record(files); lw.preprocess(files); lw.group(files); lw.inspect(files); lw.measure(files);
    lw.modelCard();
    lw.simulate({ onto: files, severity: 1, to: 'wfdb' });
    let refused = false;
    try { new Function('return 1')(); } catch { refused = true; }
    if (!refused) throw new Error('the flag does nothing');`;
  await writeFile(join(folder, 'screen.js'), everything);
  assert.deepEqual(JSON.parse(run(folder, process.execPath, flag, 'screen.js', 'a.csv')), lw.screen(files));
});

test('nothing that is packed makes code from text or names a host', async () => {
  for (const name of packed.filter((file) => file.endsWith('.js'))) {
    const text = await readFile(join(packageFolder, name), 'utf8');
    assert.doesNotMatch(text, /new Function|\beval\(|https?:\/\//, name);
  }
});

test('weights that are not there are FileNotReadable by their name', async (t) => {
  const folder = await installed(t);
  const installedPackage = join(folder, 'node_modules/leadwise');
  run(installedPackage, 'rm', 'leadwise-rv-overload.safetensors');
  await writeFile(join(folder, 'missing.js'), `
    import { load } from 'leadwise';
    await load().catch(({ code, message }) => console.log(JSON.stringify({ code, message })));`);
  const { code, message } = JSON.parse(run(folder, process.execPath, 'missing.js'));
  assert.equal(code, 'FileNotReadable');
  assert.match(message, /leadwise-rv-overload\.safetensors/);
});
