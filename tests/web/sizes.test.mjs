import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { siteFolder } from './built.mjs';

const kilobyte = 1000;
const files = readdirSync(siteFolder, { recursive: true })
  .map(String)
  .filter((file) => statSync(join(siteFolder, file)).isFile())
  .map((file) => ({ file, gzipped: gzipSync(readFileSync(join(siteFolder, file)), { level: 9 }).length }));

const sizeOf = (belongs) => files.filter(({ file }) => belongs(file)).reduce((sum, { gzipped }) => sum + gzipped, 0);

/** With its fonts, fetched only when a PDF is asked for; it is not ours. */
const isPdfLibrary = (file) => /\bpdf-reports-[^/]*\.js$/.test(file);

const limits = [
  { what: 'the first visit, with everything that is kept', limit: 3000 * kilobyte, belongs: () => true },
  { what: 'scripts and styles', limit: 150 * kilobyte, belongs: (file) => /\.(js|css)$/.test(file) && !isPdfLibrary(file) },
  { what: 'the module', limit: 680 * kilobyte, belongs: (file) => file.endsWith('.wasm') },
];

for (const { what, limit, belongs } of limits) {
  test(`${what}: at most ${limit / kilobyte} kB gzipped`, (t) => {
    const size = sizeOf(belongs);
    t.diagnostic(`${what}: ${Math.round(size / kilobyte)} kB`);
    assert.ok(size > kilobyte && size <= limit, `${size} bytes`);
  });
}
