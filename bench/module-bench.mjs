// node module-bench.mjs PACKAGE ROUNDS HEADER...: the module as its users call it, bytes in and answer out.
// Prints {probabilities, screen_ms, load_ms}.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { wfdbFiles } from '../tests/wasm/ecg-files.mjs';

const [packageFolder, rounds, ...headers] = process.argv.slice(2);
const started = performance.now();
const { load } = await import(pathToFileURL(join(packageFolder, 'leadwise.js')).href);
const lw = await load();
const loadMs = performance.now() - started;

const records = [];
for (const header of headers) records.push(await wfdbFiles(header));
const probabilities = records.map((files) => lw.screen(files, { leads: '12' }).predictions[0].probability);
const times = [];
for (let round = 0; round < Number(rounds); ++round) {
  for (const files of records) {
    const start = performance.now();
    lw.screen(files);
    times.push(performance.now() - start);
  }
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ probabilities, screen_ms: times[Math.floor(times.length / 2)] ?? null, load_ms: loadMs }));
