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

test('a second share that comes before the page has asked leaves the first one its files', async () => {
  const inbox = new modules.ShareInbox('https://made.example/');
  await inbox.receive(shared('a.hea', 'a.dat'));
  await inbox.receive(shared('b.csv'));
  const handed = [];
  const port = { postMessage: (files) => handed.push(files.map(({ name }) => name)) };
  inbox.handOver(port);
  inbox.handOver(port);
  assert.deepEqual(handed, [['a.hea', 'a.dat', 'b.csv'], []]);
});
