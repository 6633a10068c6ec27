import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { run } from './programs.mjs';

const execute = promisify(execFile);
const count = 3000;
const rateHz = 500;

/** What ingest says at its end: records a second without the program's own start, and its most memory. */
async function ingest(trainer, records, out, threads) {
  await rm(out, { recursive: true, force: true });
  const { stderr } = await execute(trainer, ['ingest', records, '-o', out, '--threads', String(threads)]);
  const [, rate, memory] = /(\d+) records a second, at most (\d+) MB/.exec(stderr);
  return { records_per_s: Number(rate), peak_memory_mb: Number(memory) };
}

/**
 * How fast WFDB records of 12 leads, 10 s and 500 Hz become shards, read from the page cache, written and brought to the
 * disk, beside what wfdb.rdrecord needs for reading alone. Undefined where the trainer was not built.
 */
export async function ingestSpeed({ native, work, wfdb }) {
  const trainer = join(native, 'leadwise-train');
  if (!existsSync(trainer)) return undefined;
  const records = join(work, 'ingest-records');
  const out = join(work, 'ingest-shards');
  await rm(records, { recursive: true, force: true });
  await run(join(native, 'bench/leadwise_make_records'), [records, String(count), String(rateHz)]);
  const runs = [];
  // The first reading fills the page cache.
  for (const threads of [2, 2, 2, 1]) runs.push({ threads, ...(await ingest(trainer, records, out, threads)) });
  const [, ...warm] = runs;
  const best = Math.max(...warm.filter(({ threads }) => threads === 2).map(({ records_per_s: rate }) => rate));
  const folder = join(records, '1000000');
  const headers = (await readdir(folder)).filter((name) => name.endsWith('.hea')).sort().slice(0, 300);
  const peer = await wfdb(headers.map((name) => join(folder, name)));
  await Promise.all([records, out].map((path) => rm(path, { recursive: true, force: true })));
  return {
    records: count, runs: warm, records_per_s: best, wfdb_records_per_s: peer?.records_per_s ?? null,
    times_wfdb: peer ? best / peer.records_per_s : null,
  };
}
