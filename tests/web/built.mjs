// Where the things under test are. The environment can name others than those of the presets.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const webFolder = join(root, 'web');
export const siteFolder = process.env.LEADWISE_SITE_DIR ?? join(root, 'build/site');
export const chromiumPath = process.env.LEADWISE_CHROMIUM ?? '/usr/bin/chromium';
const tool = process.env.LEADWISE_TOOL ?? join(root, 'build/native/leadwise');
/** The site's weights, where they are not those that ship. */
const model = process.env.LEADWISE_MODEL ? ['--model', process.env.LEADWISE_MODEL] : [];
const dataFolder = process.env.LEADWISE_DATA ?? join(root, '../shared/data');

export const recordings = join(dataFolder, 'recordings');
/** Reason to skip for tests that need real recordings. */
export const noRecordings = existsSync(recordings) ? false : 'the folder of real recordings is not there';

/** Runs the native tool. It exits with 1 where an input failed, and has reported all the same. */
export function runTool(args) {
  try {
    return execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error.status === 1) return error.stdout;
    throw error;
  }
}

/** The native answer for one record, from every classifier whose leads are there, as the page asks for it. */
export function nativeAnswer(path) {
  return JSON.parse(runTool(['screen', path, '--leads', 'all', '--json', ...model]));
}

/** What the native tool says that its answers for one record rest on. */
export function nativeExplanations(path) {
  return JSON.parse(runTool(['screen', path, '--leads', 'all', '--json', '--explain', ...model])).attribution;
}

/** What the native tool measures of one record. */
export function nativeMeasurement(path, bedside = []) {
  return JSON.parse(runTool(['measure', path, '--json', ...bedside]));
}

/** A simulated record, written by the native tool with `more` arguments; the paths of its header and its signal file. */
export function simulatedRecord(folder, { name = 'simulated', severity = 0.8, seed = 7, more = [] } = {}) {
  const header = join(folder, `${name}.hea`);
  runTool(['simulate', '--severity', String(severity), '--seed', String(seed), ...more, '--to', 'wfdb', '-o', header]);
  return [header, join(folder, `${name}.dat`)];
}

/** A folder of a test file's own, removed when its tests have ended. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'leadwise-page-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
