// Runs the command line tool as a stranger would: by its path, with files on disk.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const toolPath = process.env.LEADWISE_TOOL ?? join(root, 'build/native/leadwise');

export const recordings = process.env.LEADWISE_DATA
  ? join(process.env.LEADWISE_DATA, 'recordings')
  : join(root, '../shared/data/recordings');
export const skipWithoutRecordings = existsSync(recordings) ? false : 'the folder of real recordings is not here';

/** Runs `leadwise` with these arguments. */
export function leadwise(...args) {
  const done = spawnSync(toolPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (done.error) throw done.error;
  return { status: done.status, stdout: done.stdout, stderr: done.stderr };
}

/** The JSON objects that a call printed, one a line. */
export const jsonLines = (text) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** A folder that goes when the test ends. */
export function folder(test) {
  const path = mkdtempSync(join(tmpdir(), 'leadwise-tool-'));
  test.after(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Writes a simulated record as WFDB and returns the path of its header. */
export function simulate(path, seed = 1, ...args) {
  const done = leadwise('simulate', '--seed', String(seed), '--to', 'wfdb', '-o', path, ...args);
  if (done.status !== 0) throw new Error(done.stderr);
  return path;
}

/** A CSV file as its header and rows of numbers (empty cells are NaN). */
export function readCsv(path) {
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const rows = lines.slice(1).map((line) => line.split(',').map((cell) => (cell === '' ? NaN : Number(cell))));
  return { header: lines[0].split(','), rows };
}
