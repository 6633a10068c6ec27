import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, closeBehindPages, openPage, shownAnswer, shownScores, useBrowser } from './browser.mjs';
import { nativeAnswer, siteFolder, simulatedRecord, temporaryFolder } from './built.mjs';
import { serveSite } from './static-server.mjs';

const used = useBrowser();
const record = simulatedRecord(temporaryFolder(), { name: 'kept', severity: 0.3 });

/** A server of the test's own, and the page once the browser has kept it. */
async function firstVisit(t) {
  const server = await serveSite();
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server }, { keptOffline: true });
  await kept(page);
  return { server, page };
}

/** The service worker has all files and answers for the page. */
async function kept(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
}

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

for (const [browser, userAgent, times] of [['a browser that decides by itself', undefined, 1], ['Firefox, which asks its user,', firefox, 0]]) {
  test(`once all is kept ${browser} is ${times > 0 ? '' : 'not '}asked to keep it for good`, async (t) => {
    const before = () => {
      window.asked = 0;
      navigator.storage.persist = () => Promise.resolve(++window.asked > 0);
    };
    const page = await openPage(t, used, { keptOffline: true, before, ...(userAgent && { userAgent }) });
    await page.getByText('the page opens again without a network').waitFor({ timeout: 20_000 });
    assert.equal(await page.evaluate(() => window.asked), times);
  });
}

async function assertNativeScores(page) {
  await chooseFiles(page, record);
  await shownAnswer(page);
  const shown = await shownScores(page);
  const { predictions } = nativeAnswer(record[0]);
  assert.equal(predictions.length, 2);
  for (const { leads, probability } of predictions) {
    assert.ok(Math.abs(shown[leads].answer - probability) <= 1e-4, `${leads} leads`);
  }
}

/** The files of the site as they are asked for: the page by its folder. */
function siteAddresses(server) {
  const files = readdirSync(siteFolder, { recursive: true }).map(String);
  return files
    .filter((file) => statSync(join(siteFolder, file)).isFile())
    .map((file) => new URL(file === 'index.html' ? '.' : file, server.url).pathname);
}

test('after the first visit an ECG is opened, screened and measured without a network', async (t) => {
  const { server, page } = await firstVisit(t);
  server.close();
  await page.context().setOffline(true);
  await assert.rejects(fetch(server.url), 'the server is gone');
  await page.goto(server.url);
  await assertNativeScores(page);
  await page.locator('.measurements-panel').waitFor();
  await page.locator('.ecg-paper canvas').waitFor();
  await page.goto(`${server.url}index.html?from=somewhere`);
  await assertNativeScores(page);
});

test('the first visit fetches every file of the site, and none twice', async (t) => {
  const { server } = await firstVisit(t);
  assert.deepEqual([...server.asked].sort(), siteAddresses(server).sort());
  assert.ok(server.asked.some((path) => path.endsWith('.safetensors')), 'the weights are among them');
});

test('a second visit asks only whether there is a newer version', async (t) => {
  const { server, page } = await firstVisit(t);
  server.asked.length = 0;
  await page.goto(server.url);
  await assertNativeScores(page);
  assert.deepEqual(server.asked.filter((path) => !path.endsWith('/sw.js')), []);
});

test('the page can be installed, below any path and without cross-origin isolation', async (t) => {
  const { server, page } = await firstVisit(t);
  assert.equal(await page.evaluate(() => crossOriginIsolated), false);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope), server.url);
  const devtools = await page.context().newCDPSession(page);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A browser window without a profile on disk, as tests have it, cannot install anything.
  const errors = installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito');
  assert.deepEqual(errors, []);
  const { data, url } = await devtools.send('Page.getAppManifest');
  assert.equal(url, `${server.url}manifest.webmanifest`);
  for (const icon of JSON.parse(data).icons) {
    assert.equal((await fetch(new URL(icon.src, url))).status, 200, icon.src);
  }
});

const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** Serves a next version from now on: another title, and a service worker that knows it. */
function publishNextVersion(server) {
  const page = readFileSync(join(siteFolder, 'index.html'));
  const nextPage = (bytes) => Buffer.from(bytes.toString().replace('<title>Leadwise</title>', '<title>Leadwise, next</title>'));
  server.change = (file, bytes) => {
    if (file === 'index.html') return nextPage(bytes);
    if (file !== 'sw.js') return bytes;
    const text = bytes.toString();
    assert.ok(text.includes(hashOf(page)), 'the service worker knows the page by its hash');
    const [version] = /[0-9a-f]{64}/.exec(text);
    return Buffer.from(text.replaceAll(version, hashOf(version)).replaceAll(hashOf(page), hashOf(nextPage(page))));
  };
}

/** As a visit of another tab would. */
async function lookForUpdates(page) {
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
}

const updateNote = (page) => page.locator('.update-note', { hasText: 'newer version' });

test('a newer version is announced, and changes nothing for who reads until it is asked for', async (t) => {
  const { server, page } = await firstVisit(t);
  await assertNativeScores(page);
  publishNextVersion(server);
  server.asked.length = 0;
  await lookForUpdates(page);
  await updateNote(page).waitFor();
  const fetched = server.asked.map((path) => path.slice(new URL(server.url).pathname.length));
  assert.deepEqual(fetched.sort(), ['', 'sw.js'], 'what has not changed is not fetched again');
  assert.equal(await page.locator('.score-row').count(), 2, 'the ECG is still open');
  // Another tab, and this one loaded again, stay with the version that is in use.
  const other = await page.context().newPage();
  await other.goto(server.url);
  assert.equal(await other.title(), 'Leadwise');
  await assertNativeScores(other);

  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Close the ECGs and use it now' }).click();
  await loaded;
  assert.equal(await page.title(), 'Leadwise, next');
  await assertNativeScores(page);
  assert.equal(await other.locator('.score-row').count(), 2, 'the other tab goes on reading');
});

test('a newer version that one tab has put to use is used by the next tab that asks for it', async (t) => {
  const { server, page } = await firstVisit(t);
  const other = await page.context().newPage();
  await other.goto(server.url);
  await kept(other);
  publishNextVersion(server);
  await lookForUpdates(page);
  for (const tab of [page, other]) await updateNote(tab).waitFor();
  for (const tab of [page, other]) {
    const loaded = tab.waitForEvent('load', { timeout: 30_000 });
    await tab.getByRole('button', { name: 'Use it now' }).click();
    await loaded;
    assert.equal(await tab.title(), 'Leadwise, next');
  }
});

test('a newer version is used without being asked for once all tabs were closed', async (t) => {
  const { server, page } = await firstVisit(t);
  publishNextVersion(server);
  await lookForUpdates(page);
  await updateNote(page).waitFor();
  const context = page.context();
  await page.close();
  const later = await openedAnew(context, server.url);
  assert.equal(await later.title(), 'Leadwise, next');
  assert.equal(await updateNote(later).count(), 0);
});

/** A closed tab lives on for a moment: opens the page until the version before is gone. */
async function openedAnew(context, url) {
  for (let attempt = 0; ; ++attempt) {
    const page = await context.newPage();
    await page.goto(url);
    if (attempt === 20 || (await page.title()) !== 'Leadwise') return page;
    await page.close();
  }
}

/** What is left of a version where the browser was closed while it was being installed. */
function leaveHalfVersion(page, name) {
  return page.evaluate(async (given) => (await caches.open(given)).put('favicon.svg', new Response('')), name);
}

test('half a version, left by an installation that was ended, pushes out no version that tabs still use', async (t) => {
  const { server, page } = await firstVisit(t);
  const [first] = await page.evaluate(() => caches.keys());
  const half = first.replace(/[0-9a-f]{64}$/, hashOf('half'));
  await leaveHalfVersion(page, half);
  publishNextVersion(server);
  await lookForUpdates(page);
  await updateNote(page).waitFor();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Use it now' }).click();
  await loaded;
  await page.waitForFunction(async (name) => !(await caches.has(name)), half);
  assert.ok(await page.evaluate((name) => caches.has(name), first), 'another tab may still use it');
});

test('a version whose files do not belong together is never used', async (t) => {
  const { server, page } = await firstVisit(t);
  const [first] = await page.evaluate(() => caches.keys());
  await leaveHalfVersion(page, first.replace(/[0-9a-f]{64}$/, hashOf));
  publishNextVersion(server);
  const whole = server.change;
  // Half of an upload: the new service worker is there, the new page is not.
  server.change = (file, bytes) => (file === 'index.html' ? bytes : whole(file, bytes));
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const installing = new Promise((found) => registration.addEventListener('updatefound', () => found(registration.installing)));
    await registration.update().catch(() => undefined);
    const worker = await installing;
    if (worker.state !== 'redundant') {
      await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }));
    }
    return worker.state;
  });
  assert.equal(state, 'redundant');
  const names = await page.evaluate(() => caches.keys());
  assert.equal(names.length, 1, 'nothing of it is left behind');
  assert.equal(await updateNote(page).count(), 0);
  await page.goto(server.url);
  assert.equal(await page.title(), 'Leadwise');
  await assertNativeScores(page);
});

test('where kept files cannot be read any more the page comes from the server', async (t) => {
  const broken = "self.addEventListener('activate', () => (CacheStorage.prototype.match = () => Promise.reject(new Error('on purpose'))));";
  const server = await serveSite(undefined, (file, bytes) => (file === 'sw.js' ? Buffer.concat([Buffer.from(broken), bytes]) : bytes));
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server }, { keptOffline: true });
  await kept(page);
  await page.goto(server.url);
  await assertNativeScores(page);
});

/** What the system does with files that another app shares: posts them to the address that the manifest names. */
function share(page, files) {
  return page.evaluate(async (given) => {
    const link = document.querySelector('link[rel=manifest]').href;
    const { share_target: target } = await (await fetch(link)).json();
    const form = new FormData();
    for (const { name, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      form.append(target.params.files[0].name, new File([bytes], name));
    }
    const { url } = await fetch(new URL(target.action, link), { method: target.method, body: form });
    return url;
  }, files.map((path) => ({ name: basename(path), base64: readFileSync(path).toString('base64') })));
}

test('files that another app shares are read, without a network, and are handed over once', async (t) => {
  const { server, page } = await firstVisit(t);
  server.close();
  await page.context().setOffline(true);
  const address = await share(page, record);
  await page.goto(address);
  await shownAnswer(page);
  const shown = await shownScores(page);
  assert.ok(shown[12].answer > 0, 'the shared ECG has its score');
  assert.equal(page.url(), server.url, 'the page drawn anew would not ask again');
  await page.goto(address);
  const problem = page.locator('.failure-panel');
  await problem.waitFor({ timeout: 20_000 });
  assert.match(await problem.innerText(), /The shared files did not arrive/);
});

test('weights that an app or a website shares are not used, and an ECG that came so says it', async (t) => {
  const { page } = await firstVisit(t);
  const weights = readdirSync(siteFolder, { recursive: true }).map(String).find((file) => file.endsWith('.safetensors'));
  await page.goto(await share(page, [...record, join(siteFolder, weights)]));
  const refusal = page.locator('[role=alert] .failure-panel', { hasText: 'SharedWeights' });
  await refusal.waitFor({ timeout: 20_000 });
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  assert.match(await page.locator('.record-title').innerText(), /Another app or website handed this ECG over/);
  assert.equal(await page.locator('.own-weights').count(), 0);
  await chooseFiles(page, record);
  await page.getByText('2 of 2 done.').waitFor({ timeout: 20_000 });
  await shownAnswer(page);
  assert.doesNotMatch(await page.locator('.record-title').innerText(), /Another app/);
});

const claim = (page) => page.getByText('Once opened, the page opens again without a network.');

test('that the page opens without a network is said once it is so', async (t) => {
  const { server, page } = await firstVisit(t);
  await claim(page).waitFor();
  await page.goto(server.url);
  await claim(page).waitFor();
});

test('where a file could not be kept the page does not say that it opens without a network', async (t) => {
  const server = await serveSite((path) => path.includes('icon'));
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server }, { keptOffline: true, expected: /404/ });
  await assertNativeScores(page);
  await page.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    return !registration || !(registration.installing ?? registration.waiting ?? registration.active);
  });
  assert.equal(await claim(page).count(), 0);
});

test('a browser whose service workers answer with nothing is served without them', async (t) => {
  const before = () => { ServiceWorkerContainer.prototype.register = () => Promise.resolve(undefined); };
  const page = await openPage(t, used, { keptOffline: true, before });
  await assertNativeScores(page);
  assert.equal(await claim(page).count(), 0);
});
