// Zip archives for the tests of tool, module and page, made by another program than the one under test.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

/** Packs files on disk, by their base names, into a zip at `path`, which is returned. */
export function zip(path, ...files) {
  const done = spawnSync('python3', ['-m', 'zipfile', '-c', path, ...files]);
  assert.equal(done.status, 0, String(done.stderr));
  return path;
}
