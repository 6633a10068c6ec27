import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { webModules } from './web-modules.mjs';

const { ServiceWorkerUpdates } = await webModules('offline/service-worker-updates');

const worker = (state) => Object.assign(new EventTarget(), { state });

test('a newer version that was found before the page listened is announced once it is there', async (t) => {
  const newer = worker('installing');
  const registration = Object.assign(new EventTarget(), { active: worker('activated'), waiting: null, installing: newer });
  const serviceWorker = { register: async () => registration, controller: registration.active };
  const own = Object.getOwnPropertyDescriptor(globalThis, 'navigator');
  Object.defineProperty(globalThis, 'navigator', { value: { serviceWorker }, configurable: true });
  globalThis.document = Object.assign(new EventTarget(), { baseURI: 'https://example.org/' });
  t.after(() => {
    Object.defineProperty(globalThis, 'navigator', own ?? { value: undefined, configurable: true });
    delete globalThis.document;
  });
  const updates = new ServiceWorkerUpdates();
  updates.watch();
  await pause(1);
  assert.equal(updates.waiting, false);
  Object.assign(registration, { installing: null, waiting: newer });
  newer.state = 'installed';
  newer.dispatchEvent(new Event('statechange'));
  assert.equal(updates.waiting, true);
});
