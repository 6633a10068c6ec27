import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, textFile, useBrowser } from './browser.mjs';
import { siteFolder, webFolder } from './built.mjs';

const used = useBrowser();
const policy =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; img-src 'self' blob: data:; " +
  "base-uri 'none'; form-action 'none'";
const refusal = /Content Security Policy|violates|Failed to fetch|ERR_|EvalError/i;

/** Another origin that would answer anyone, and that counts who asked. */
async function foreignServer(t) {
  const seen = { requests: 0 };
  const server = createServer((_, response) => {
    seen.requests += 1;
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'text/javascript' }).end('0');
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.close());
  seen.url = `http://127.0.0.1:${server.address().port}/`;
  return seen;
}

const tryFetch = (url) => fetch(url).then(() => 'sent', () => 'refused');

/** In a task of its own: a debugger's call may make code from text whatever the policy says. */
const tryFunction = () =>
  new Promise((resolve) => {
    setTimeout(() => {
      try {
        resolve(new Function('return "run"')());
      } catch (error) {
        resolve(error.name);
      }
    });
  });

test('a foreign fetch is refused in the page and inside the worker', async (t) => {
  const foreign = await foreignServer(t);
  const page = await openPage(t, used, { expected: refusal });
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  const [worker] = page.workers();
  assert.equal(await page.evaluate(tryFetch, foreign.url), 'refused');
  assert.equal(await worker.evaluate(tryFetch, foreign.url), 'refused');
  assert.equal(foreign.requests, 0);
  // The worker may ask its own origin, so it is the policy that refused and not the worker that cannot fetch.
  assert.equal(await worker.evaluate(tryFetch, used.server.url), 'sent');
});

test('the worker cannot import a foreign script or make code from text', async (t) => {
  const foreign = await foreignServer(t);
  const page = await openPage(t, used, { expected: refusal });
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  const [worker] = page.workers();
  assert.equal(await worker.evaluate((url) => import(url).then(() => 'run', () => 'refused'), foreign.url), 'refused');
  assert.equal(foreign.requests, 0);
  assert.equal(await page.evaluate(tryFunction), 'EvalError');
  assert.equal(await worker.evaluate(tryFunction), 'EvalError');
});

test('the preview server sends the policy too', async (t) => {
  const vite = join(webFolder, 'node_modules/vite/bin/vite.js');
  const port = await freePort();
  const preview = ['preview', '--strictPort', '--host', '127.0.0.1', '--port', String(port), '--outDir', siteFolder];
  const server = spawn(process.execPath, [vite, ...preview], { cwd: webFolder, stdio: 'ignore' });
  t.after(() => server.kill());
  const response = await answerOf(`http://127.0.0.1:${port}/`);
  assert.equal(response.headers.get('content-security-policy'), policy);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.match((await response.text()).replaceAll('&#39;', "'"), new RegExp(`content="${policy}"`));
});

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** The server's first answer; it needs a moment to start. */
async function answerOf(url) {
  for (let attempt = 0; attempt < 100; ++attempt) {
    const response = await fetch(url).catch(() => null);
    if (response) return response;
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${url} did not answer`);
}

test('hostile names stay text', async (t) => {
  const page = await openPage(t, used);
  const name = '<img src=x onerror=alert(1)><b>bold.csv';
  await chooseFiles(page, textFile(name, '<script>alert(1)</script>,<b>x</b>\n1,2\n3,4\n'));
  await shownAnswer(page);
  assert.equal(await page.getByRole('heading', { level: 2, name }).count(), 1);
  assert.equal(await page.locator('main img, main b, main script').count(), 0);
});
