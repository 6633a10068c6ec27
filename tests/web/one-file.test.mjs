import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chooseFiles, drop, openPage, shownAnswer, shownScores, useBrowser } from './browser.mjs';
import { nativeAnswer, simulatedRecord, siteFolder, temporaryFolder } from './built.mjs';

const used = useBrowser();
const path = join(dirname(siteFolder), 'leadwise.html');
const url = pathToFileURL(path).href;
const record = simulatedRecord(temporaryFolder(), { name: 'from-disk', severity: 0.4 });
const refusal = /Content Security Policy|violates|Failed to fetch|EvalError/i;

test('the page in one file, opened from a disk, reads, measures and screens as the native tool does', async (t) => {
  const requests = [];
  const page = await openPage(t, used, { url, watch: (request) => requests.push(request.url()) });
  await chooseFiles(page, record);
  await shownAnswer(page);
  const shown = await shownScores(page);
  const { predictions } = nativeAnswer(record[0]);
  assert.equal(predictions.length, 2);
  for (const { leads, probability } of predictions) {
    assert.ok(Math.abs(shown[leads].answer - probability) <= 1e-4, `${leads} leads`);
  }
  await page.locator('.measurements-panel').waitFor();
  await page.locator('.ecg-paper canvas').waitFor();
  assert.deepEqual(requests.filter((asked) => !asked.startsWith('blob:') && !asked.startsWith('data:')), [url]);
});

test('files that are dropped on it are read', async (t) => {
  const page = await openPage(t, used, { url });
  await drop(page, record);
  await page.getByRole('heading', { name: 'from-disk.hea' }).waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
});

test('the file has its own card, examples and footer, and looks styled', async (t) => {
  const page = await openPage(t, used, { url });
  await page.getByRole('button', { name: 'RV overload' }).click();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  await page.getByText('About the weights').click();
  await page.locator('.model-card dd').first().waitFor();
  const footer = page.locator('.page-footer');
  assert.equal(await footer.evaluate((element) => getComputedStyle(element).display), 'grid');
});

test('its policy lets nothing out, neither of the page nor of the worker', async (t) => {
  const page = await openPage(t, used, { url, expected: refusal });
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  const tryFetch = (address) => fetch(address).then(() => 'sent', () => 'refused');
  assert.equal(await page.evaluate(tryFetch, used.server.url), 'refused');
  assert.equal(await page.workers()[0].evaluate(tryFetch, used.server.url), 'refused');
  assert.deepEqual(used.server.asked, []);
  const policy = (await readFile(path, 'utf8')).match(/Content-Security-Policy" content="([^"]*)"/)[1];
  assert.match(policy, /^default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval'; style-src 'sha256-[^']+';/);
});

test('it scores after its worker crashed, from what it holds', async (t) => {
  const page = await openPage(t, used, { url, expected: /on purpose/ });
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  const [worker] = page.workers();
  const closed = new Promise((resolve) => worker.once('close', resolve));
  await worker.evaluate(() => void setTimeout(() => { throw new Error('on purpose'); }));
  await closed;
  await chooseFiles(page, record);
  await page.getByRole('heading', { name: 'from-disk.hea' }).waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
});
