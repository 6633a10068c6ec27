// The versions of the page that a browser keeps, with caches that the test made.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModules } from './web-modules.mjs';

const { Generations } = await webModules('offline/generations');

/** Of the Cache API what the versions are kept with; caches are listed in the order in which they were made. */
function madeCaches() {
  const made = new Map();
  const opened = (name) => made.get(name) ?? made.set(name, new Map()).get(name);
  return {
    keys: async () => [...made.keys()],
    delete: async (name) => made.delete(name),
    open: async (name) => {
      const cache = opened(name);
      return { put: async (url, response) => void cache.set(url, response) };
    },
    match: async (url, { cacheName }) => made.get(cacheName)?.get(url),
  };
}

test('a version that is being installed while the one before it is put to use is not forgotten', async () => {
  const caches = madeCaches();
  const version = (name) => new Generations(caches, 'https://example.org/', name);
  for (const name of ['first', 'second']) {
    await version(name).current();
    await version(name).complete();
  }
  await version('third').current();
  await version('second').forgetOld();
  assert.deepEqual((await caches.keys()).map((name) => name.split(' ').pop()), ['first', 'second', 'third']);
  assert.deepEqual([await version('second').isKnown(), await version('third').isKnown()], [true, false]);
});

test('versions that were kept before whole ones were marked stay until a marked one is there', async () => {
  const caches = madeCaches();
  const version = (name) => new Generations(caches, 'https://example.org/', name);
  for (const name of ['older', 'unmarked', 'first', 'second']) await version(name).current();
  for (const [name, kept] of [['first', ['older', 'unmarked', 'first', 'second']], ['second', ['first', 'second']]]) {
    await version(name).complete();
    await version(name).forgetOld();
    assert.deepEqual((await caches.keys()).map((cache) => cache.split(' ').pop()), kept);
  }
});
