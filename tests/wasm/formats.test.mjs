// Every format through the same code: what the module reads of a file is what the tool reads of it, digit for digit.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { test } from 'node:test';
import { dataFolder, load, root, runTool, temporaryFolder } from './built.mjs';

const lw = await load();
const golden = join(root, 'tests/golden/io');
const samples = join(dataFolder, 'formats');
const noSamples = existsSync(samples) ? false : 'the folder of device files is not there';
/** Records of several files are held against the tool elsewhere; these are descriptions and expected values. */
const notAlone = new Set(['.hea', '.dat', '.csv', '.txt', '.md', '.json']);
const stated = { unit: 'uV', sampling_rate_hz: 500 };
const largestBytes = 3_000_000;

async function filesBelow(folder) {
  const names = await readdir(folder, { recursive: true });
  const paths = names.filter((name) => !notAlone.has(extname(name))).map((name) => join(folder, name)).sort();
  const sizes = await Promise.all(paths.map((path) => stat(path)));
  return paths.filter((_, i) => sizes[i].isFile() && sizes[i].size > 0 && sizes[i].size < largestBytes);
}

/** What both say of a file: the same facts, the same error, and the same samples. */
async function compare(path, folder) {
  const files = [{ name: basename(path), bytes: await readFile(path) }];
  const arguments_ = [path, '--json', '--unit', 'uV', '--rate', '500', '--identifiers'];
  const { file: _, ...native } = JSON.parse(runTool(['inspect', ...arguments_], { mayRefuse: true }));
  try {
    const { file: __, ...module } = lw.inspect(files, { ...stated, identifiers: true });
    assert.deepEqual(module, native, path);
  } catch (error) {
    if (error.code === undefined || error.code === 'ERR_ASSERTION') throw error;
    assert.deepEqual({ code: error.code, message: error.message, offset: error.offset }, native.error, path);
    return null;
  }
  const csv = join(folder, 'out.csv');
  runTool(['convert', path, '--to', 'csv', '-o', csv, '--unit', 'uV', '--rate', '500']);
  const [written] = lw.convert(files, { to: 'csv', ...stated });
  assert.ok(Buffer.from(written.bytes).equals(await readFile(csv)), `${path}: other samples`);
  return native.record.format;
}

async function compareAll(folder, t) {
  const work = await temporaryFolder(t);
  const formats = {};
  for (const path of await filesBelow(folder)) {
    const format = (await compare(path, work)) ?? 'refused';
    formats[format] = (formats[format] ?? 0) + 1;
  }
  t.diagnostic(JSON.stringify(formats));
  return formats;
}

test('the small files of every format are read alike by module and tool', async (t) => {
  const formats = await compareAll(golden, t);
  const expected = [
    'aecg', 'atc', 'bdf', 'cardiosoft', 'dicom', 'edf', 'ishne', 'matlab4', 'matlab5', 'mfer', 'mortara', 'muse', 'npy',
    'npz', 'philips', 'schiller', 'scp',
  ];
  for (const format of expected) assert.ok(formats[format] > 0, `no file of ${format} was read`);
});

test("devices' files are read alike by module and tool", { skip: noSamples }, async (t) => {
  const formats = await compareAll(samples, t);
  for (const format of ['aecg', 'atc', 'dicom', 'edf', 'muse', 'philips', 'scp']) {
    assert.ok(formats[format] > 0, `no file of ${format} was read`);
  }
});
