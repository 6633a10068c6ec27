// node training-memory.mjs BUILD FOLDER: the most memory that pretrain takes with 10,000 and with 100,000 simulated records
// (12 leads, 10 s, 100 Hz: 24 KB each, 3 GB of disk for the time being), and how far apart they are.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const [build, folder] = process.argv.slice(2);
const rateHz = '100';

function peakMemoryMb(count) {
  const shards = join(folder, `shards-${count}`);
  const out = join(folder, `run-${count}`);
  execFileSync(join(build, 'bench/leadwise_make_shards'), [shards, String(count), rateHz]);
  execFileSync(join(build, 'leadwise-train'), [
    'pretrain', '--shards', shards, '--out', out, '--epochs', '1', '--examples-per-epoch', '64', '--validation-records', '16',
    '--batch-size', '8', '--decoded-leads', '2', '--loader-threads', '1',
  ], { stdio: 'ignore' });
  const [line] = readFileSync(join(out, 'log.jsonl'), 'utf8').trim().split('\n').slice(-1);
  for (const path of [shards, out]) rmSync(path, { recursive: true, force: true });
  return JSON.parse(line).peak_memory_mb;
}

const [few, many] = [10_000, 100_000].map(peakMemoryMb);
console.log(JSON.stringify({ few_mb: few, many_mb: many, apart_percent: 100 * (many / few - 1) }));
