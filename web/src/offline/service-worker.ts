import { files, version } from 'precached-files';
import { Generations } from './generations';
import { obtained } from './obtained';
import { ShareInbox } from './share-inbox';
import { shareAddress, shareRequest } from './share-target';
import { takeOver } from './take-over';

// Our own and not Workbox: that fetches again what the page has just fetched wherever a host sends no caching headers,
// and drops at once the version that other tabs still use; its build packages need a newer Node.js than ours.

declare const self: ServiceWorkerGlobalScope;

const scope = self.registration.scope;
const generations = new Generations(self.caches, scope, version);
const inbox = new ShareInbox(scope);

/** Nothing of a version is used before all of it is there, and no part of one is left where that can be helped. */
async function fill(): Promise<void> {
  const cache = await generations.current();
  const wasKnown = await generations.isKnown();
  const stored = await Promise.allSettled(files.map((file) => store(file, cache)));
  const failed = stored.find((outcome) => outcome.status === 'rejected');
  if (!failed) return generations.complete();
  if (!wasKnown) await generations.forgetCurrent();
  throw failed.reason;
}

async function store({ path, sha256 }: (typeof files)[number], cache: Cache): Promise<void> {
  const url = new URL(path, scope).href;
  await cache.put(url, await obtained(url, sha256, generations));
}

/**
 * Kept files are answered from the cache; anything else, and all where the cache fails, goes to the server as if there
 * were no service worker.
 */
async function answer(request: Request): Promise<Response> {
  const kept = await generations.find(addressOf(request)).catch(() => undefined);
  return kept ?? fetch(request);
}

/** The page itself is kept under the folder's address, whatever follows a question mark. */
function addressOf({ url, mode }: Request): string {
  const { origin, pathname } = new URL(url);
  const address = origin + pathname;
  return mode === 'navigate' && address === `${scope}index.html` ? scope : address;
}

self.addEventListener('install', (event) => event.waitUntil(fill()));

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([generations.forgetOld(), self.clients.claim()]));
});

self.addEventListener('message', (event) => {
  if (event.data === takeOver) void self.skipWaiting();
  if (event.data?.request === shareRequest) inbox.handOver(String(event.data.id), event.ports[0]);
});

self.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'POST' && url === scope + shareAddress) event.respondWith(inbox.receive(event.request));
  if (method === 'GET' && url.startsWith(scope)) event.respondWith(answer(event.request));
});
