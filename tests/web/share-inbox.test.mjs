import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let modules;
before(async () => (modules = await webModules('offline/share-inbox', 'offline/share-target')));

/** What the system posts. */
function shared(...names) {
  const form = new FormData();
  for (const name of names) form.append(modules.shareField, new File([name], name));
  return new Request('https://made.example/share', { method: 'POST', body: form });
}

test('of two shares each page gets its own files, once, whichever asks first', async () => {
  const inbox = new modules.ShareInbox('https://made.example/');
  const openedWith = async (...names) => {
    const { headers } = await inbox.receive(shared(...names));
    return new URL(headers.get('location')).searchParams.get(modules.shareMark);
  };
  const first = await openedWith('a.hea', 'a.dat');
  const second = await openedWith('b.csv');
  const handed = [];
  const port = { postMessage: (files) => handed.push(files.map(({ name }) => name)) };
  for (const id of [second, first, first]) inbox.handOver(id, port);
  assert.deepEqual(handed, [['b.csv'], ['a.hea', 'a.dat'], []]);
});
