import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { load, packageFolder, temporaryFolder } from './built.mjs';

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const compilerOptions = {
  noEmit: true, strict: true, exactOptionalPropertyTypes: true, target: 'es2022', module: 'nodenext', lib: ['es2022'],
  types: [],
};

/** What the compiler says of a program that uses the package. */
async function complaints(t, text) {
  const folder = await temporaryFolder(t);
  await mkdir(join(folder, 'node_modules'));
  await symlink(packageFolder, join(folder, 'node_modules/leadwise'));
  await writeFile(join(folder, 'package.json'), '{"type": "module"}');
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
  await writeFile(join(folder, 'program.ts'), text);
  const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', '.'], { cwd: folder })
    .catch((failure) => failure);
  return stdout;
}

const usage = await readFile(new URL('./usage.ts', import.meta.url), 'utf8');

test('a program that uses everything type-checks', async (t) => {
  assert.equal(await complaints(t, usage), '');
});

test('wrong uses do not type-check', async (t) => {
  const wrong = [
    "lw.screen(files, { lead: '6' });",
    "lw.record(files, { unit: 'kV' });",
    'lw.convert(files, {});',
    "lw.screen('a.hea');",
    'lw.measure(files, { who_functional_class: 5 });',
    "lw.measure(files, { leads: '12' });",
    "export const m: number = lw.measure(files).measurements['pr_ms'];",
    "export const c: ErrorCode = 'Oops';",
    'export const p: number = lw.screen(files).predictions[0]!.threshold;',
  ];
  const head = ["import { load, type ErrorCode, type InputFile } from 'leadwise';", 'declare const files: InputFile[];',
    'const lw = await load();'];
  const refusedLines = [...(await complaints(t, [...head, ...wrong].join('\n'))).matchAll(/program\.ts\((\d+),/g)];
  assert.deepEqual(refusedLines.map((match) => Number(match[1])), wrong.map((_, i) => head.length + 1 + i));
});

/** Paths of all values inside an object, with [] for elements. */
function paths(value, path = '') {
  if (ArrayBuffer.isView(value) || value === null || typeof value !== 'object') return [path];
  const inside = Array.isArray(value) ? value.slice(0, 1).map((item) => [item, `${path}[]`])
    : Object.entries(value).map(([key, item]) => [item, path ? `${path}.${key}` : key]);
  return inside.length ? inside.flatMap(([item, place]) => paths(item, place)) : [path];
}

test('every field of every result is declared', async (t) => {
  const lw = await load();
  const files = lw.simulate({ seed: 1, to: 'wfdb' });
  const results = {
    EcgRecord: lw.record(files), InspectResult: lw.inspect(files, { identifiers: true }),
    ScreenResult: lw.screen(files), MeasureResult: lw.measure(files, { beat_samples: true }), PreprocessedWindow: lw.preprocess(files),
  };
  const checks = Object.entries(results).map(([type, result]) => {
    // An object literal with a field that its type lacks does not type-check.
    const arrays = (_, value) => (ArrayBuffer.isView(value) ? `@${value.constructor.name}` : value);
    const literal = JSON.stringify(result, arrays)
      .replace(/"@(Float\d+Array)"/g, 'new $1()');
    assert.ok(paths(result).length > 5);
    return `const a${type}: ${type} = ${literal};`;
  });
  const text = `import type { ${Object.keys(results).join(', ')} } from 'leadwise';\n${checks.join('\n')}\nexport {};`;
  assert.equal(await complaints(t, text), '');
});
