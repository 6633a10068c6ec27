import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let tellingFolders;
before(async () => ({ tellingFolders } = await webModules('ui/telling-folders')));

const shown = (...paths) => {
  const entries = paths.map((path, id) => ({ id, name: path.split('/').at(-1), folder: path.split('/').slice(0, -1).join('/') }));
  return [...tellingFolders(entries)].sort(([one], [other]) => one - other).map(([, folder]) => folder);
};

test('rows of one name show so much of their folders as tells them apart', () => {
  assert.deepEqual(shown('M/P1/S1/IM1', 'M/P2/S1/IM1', 'M/P2/S2/IM1', 'M/P1/S1/IM2'), ['P1/S1', 'P2/S1', 'S2', 'S1']);
  assert.deepEqual(shown('a.hea', 'ward/inner/a.hea'), ['', 'inner']);
});

test('rows that nothing tells apart show what there is', () => {
  assert.deepEqual(shown('x/ward/a.hea', 'x/ward/a.hea', 'ward/a.hea'), ['x/ward', 'x/ward', 'ward']);
});
