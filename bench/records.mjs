import { existsSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './programs.mjs';

const count = 50;

/** The first PTB-XL records where they are, else simulated ones: paths of headers, 10 s at 500 Hz, 12 leads. */
export async function benchRecords({ tool, data, work }) {
  const real = join(data, 'recordings/ptbxl');
  if (existsSync(real)) return { source: 'PTB-XL', headers: await headersBelow(real) };
  const folder = join(work, 'records');
  await mkdir(folder, { recursive: true });
  for (let seed = 0; seed < count; ++seed) {
    const out = join(folder, `r${seed}.hea`);
    await run(tool, ['simulate', '--random', '--seed', String(seed), '--severity', '0.5', '--to', 'wfdb', '-o', out]);
  }
  return { source: 'simulated', headers: await headersBelow(folder) };
}

async function headersBelow(folder) {
  const names = await readdir(folder, { recursive: true });
  return names.filter((name) => name.endsWith('.hea')).sort().slice(0, count).map((name) => join(folder, name));
}
