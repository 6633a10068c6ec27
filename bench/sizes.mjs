import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

async function size(folder, names) {
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  const sum = (values) => values.reduce((total, value) => total + value, 0);
  return {
    bytes: sum(files.map((file) => file.length)),
    gzipped_bytes: sum(files.map((file) => gzipSync(file, { level: 9 }).length)),
  };
}

/** What a page has to download. */
export async function sizes(packageFolder) {
  const { files } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8'));
  return {
    wasm: await size(packageFolder, ['leadwise.wasm']),
    javascript: await size(packageFolder, files.filter((name) => name.endsWith('.js'))),
    weights: await size(packageFolder, ['leadwise-rv-overload.safetensors']),
  };
}
