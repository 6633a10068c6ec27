import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, useBrowser } from './browser.mjs';
import { root, runTool, simulatedRecord, temporaryFolder } from './built.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const golden = (name) => join(root, 'tests/golden/io', name);

test('an ECG in each format that can be written shows twelve leads and the same score', async (t) => {
  const page = await openPage(t, used);
  const [header, signal] = simulatedRecord(folder, { name: 'as' });
  const endings = { edf: 'edf', dicom: 'dcm', aecg: 'xml', json: 'json' };
  const written = Object.entries(endings).map(([format, ending]) => {
    const path = join(folder, `as-${format}.${ending}`);
    runTool(['convert', header, '--to', format, '-o', path]);
    return path;
  });
  await chooseFiles(page, [header, signal, ...written]);
  await page.getByText('5 of 5 done.').waitFor({ timeout: 20_000 });
  const scores = new Set();
  for (const button of await page.locator('.record-choice').all()) {
    await button.click();
    await page.getByText(/12 leads · 10 s · 500 Hz/).waitFor();
    await page.locator('.score-row[data-leads="12"]').waitFor();
    scores.add(await page.locator('.score-row[data-leads="12"] strong').innerText());
  }
  assert.equal(scores.size, 1, [...scores].join());
});

test('a format that was never tried on a device shows its ECG under a banner and no score', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, golden('mortara/small.xml'));
  await page.locator('.untried-format-banner').waitFor();
  await page.locator('canvas').first().waitFor();
  await shownAnswer(page);
  assert.equal(await page.locator('.score-row').count(), 0);
  await page.locator('.abstention-panel', { hasText: 'research use only', ignoreCase: true }).waitFor();
});
