import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { launchChromium } from './chromium.mjs';
import { serveSite } from './static-server.mjs';

/** One browser and one server for the tests of a file. */
export function useBrowser() {
  const used = {};
  before(async () => {
    used.server = await serveSite();
    used.browser = await launchChromium();
  });
  after(async () => {
    await used.browser?.close();
    used.server?.close();
  });
  return used;
}

/** The pages' contexts of a test. */
const contextsOf = new WeakMap();

/**
 * Closes a server of the test's own once its pages are closed: hooks run in the order in which they were given, and a page that
 * still loads something writes an error where its server is gone.
 */
export function closeBehindPages(test, server) {
  test.after(async () => {
    await Promise.all((contextsOf.get(test) ?? []).map((context) => context.close()));
    server.close();
  });
}

/**
 * Opens the page. When the test ends it must have asked nothing of any other origin and written no error, save those
 * that `expected` matches. Only where `keptOffline` is set does the browser have service workers, as not all have: what
 * they do is for tests of its own, and fetching and hashing every file of the site would take a fifth of a second of all.
 * `before` runs ahead of the page's scripts.
 */
export async function openPage(
  test,
  { browser, server },
  { expected = /^$/, url = server.url, watch = () => undefined, before: prepare, keptOffline = false, ...options } = {},
) {
  const context = await browser.newContext({ colorScheme: 'light', ...options });
  contextsOf.set(test, [...(contextsOf.get(test) ?? []), context]);
  if (!keptOffline) await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
  if (prepare) await context.addInitScript(prepare);
  const page = await context.newPage();
  const complaints = [];
  const foreign = [];
  // A file has no origin: it may ask for nothing but itself.
  const origin = url.startsWith('file:') ? url : new URL(url).origin;
  context.on('request', (request) => {
    const own = [origin, 'blob:', 'data:'].some((start) => request.url().startsWith(start));
    if (!own) foreign.push(request);
    watch(request);
  });
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  test.after(async () => {
    await context.close();
    // What the policy refuses appears too, as a request that failed before it was sent.
    const sent = foreign.filter((request) => !/csp/i.test(request.failure()?.errorText ?? ''));
    assert.deepEqual(sent.map((request) => request.url()), [], 'requests to other origins');
    assert.deepEqual(complaints.filter((text) => !expected.test(text)), [], 'errors in the console');
  });
  await slowedDown(page);
  await page.goto(url);
  return page;
}

/** LEADWISE_PAGE_SLOWDOWN=6: the page's own thread takes so many times as long, and what only seldom is too early always is. */
async function slowedDown(page) {
  const rate = Number(process.env.LEADWISE_PAGE_SLOWDOWN ?? 1);
  if (rate === 1) return;
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
}

export function chooseFiles(page, files) {
  return page.locator('input[type=file][multiple]').first().setInputFiles(files);
}

/** Drops paths as a file manager would. */
export async function drop(page, paths) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }
}

export function textFile(name, text) {
  return { name, mimeType: 'text/plain', buffer: Buffer.from(text) };
}

/** Waits until the page shows a result, an abstention, a failure or a question. */
export async function shownAnswer(page) {
  const answer = page.locator('.result-panel, .abstention-panel, .failure-panel, .missing-facts');
  await answer.first().waitFor({ timeout: 20_000 });
  return answer.first();
}

/** Waits until nothing more appears above the paper and moves it, and brings it into the window. */
export async function settledPaper(page) {
  await page.locator('.ecg-paper canvas').waitFor({ timeout: 20_000 });
  await shownAnswer(page);
  await page.locator('.measurements-panel, .unmeasured-note').first().waitFor({ timeout: 20_000 });
  await page.locator('.ecg-paper-scroll').evaluate((box) => box.scrollIntoView({ block: 'center' }));
}

/** The exact answers behind the scores, by number of leads: {12: {answer, score}, 6: …}. */
export async function shownScores(page) {
  const rows = await page.locator('.score-row').evaluateAll((elements) =>
    elements.map((element) => [
      element.dataset.leads,
      { answer: Number(element.dataset.answer), score: Number(element.querySelector('strong').textContent) },
    ]),
  );
  return Object.fromEntries(rows);
}
