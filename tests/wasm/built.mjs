// Where the things under test are. The environment can name others than those of the presets.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const packageFolder = process.env.LEADWISE_WASM_DIR ?? join(root, 'build/wasm');
export const tool = process.env.LEADWISE_TOOL ?? join(root, 'build/native/leadwise');
export const dataFolder = process.env.LEADWISE_DATA ?? join(root, '../shared/data');
export const recordings = join(dataFolder, 'recordings');
/** Reason to skip for tests that need real recordings. */
export const noRecordings = existsSync(recordings) ? false : 'the folder of real recordings is not there';

export const { load, LeadwiseError } = await import(pathToFileURL(join(packageFolder, 'leadwise.js')).href);

/** Standard output of the tool, which may have refused some of its input (exit 1) only where that is said. */
export function runTool(args, { mayRefuse = false } = {}) {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  assert.ok(status === 0 || (mayRefuse && status === 1), `${tool} ${args.join(' ')}: ${error ?? stderr}`);
  return stdout;
}

/** A folder of the test's own, removed when it ends. */
export async function temporaryFolder(test) {
  const folder = await mkdtemp(join(tmpdir(), 'leadwise-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
