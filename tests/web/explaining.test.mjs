import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, textFile, useBrowser } from './browser.mjs';
import { nativeExplanations, runTool, simulatedRecord, temporaryFolder } from './built.mjs';

const used = useBrowser();
const folder = temporaryFolder();

async function answeredPage(t, files) {
  const page = await openPage(t, used);
  await chooseFiles(page, files);
  await shownAnswer(page);
  return page;
}

async function openStrip(page) {
  await page.locator('.attribution-strip summary').press('Enter');
  await page.locator('.attribution-table').first().waitFor({ timeout: 20_000 });
}

/** The table's cells as numbers, NaN for a dash, row by row: {I: […], …, All: […]}. */
async function shownShares(page, head) {
  const rows = await page.locator(`.attribution-table[data-head="${head}"] tbody tr`).evaluateAll((elements) =>
    elements.map((row) => [...row.children].map((cell) => cell.textContent)),
  );
  return Object.fromEntries(rows.map(([lead, ...cells]) => [lead, cells.map((text) => Number(text.replace('−', '-')))]));
}

const sharesOf = ({ waves: { p, q, r, s, st, t, rest }, amplitude, total }) => [p, q, r, s, st, t, rest, amplitude, total];

test('what a score rests on is worked out when asked for by keyboard, and is what the native tool says', async (t) => {
  const files = simulatedRecord(folder, { name: 'explained', severity: 0.6 });
  const page = await answeredPage(t, files);
  assert.equal(await page.locator('.attribution-strip details').evaluate((details) => details.open), false);
  assert.equal(await page.locator('.attribution-table').count(), 0);
  await openStrip(page);
  for (const native of nativeExplanations(files[0])) {
    const shown = await shownShares(page, native.head);
    assert.deepEqual(Object.keys(shown), [...Object.keys(native.leads), 'All']);
    for (const [lead, explained] of [...Object.entries(native.leads), ['All', native]]) {
      for (const [i, share] of sharesOf(explained).entries()) {
        if (share === null) assert.ok(Number.isNaN(shown[lead][i]), `${lead} ${i}`);
        else assert.ok(Math.abs(shown[lead][i] - share) < 0.006, `${native.head} ${lead} ${i}: ${share}`);
      }
    }
  }
});

test('the table says what it is not, and that shapes are no millivolts', async (t) => {
  const page = await answeredPage(t, simulatedRecord(folder, { name: 'words' }));
  await openStrip(page);
  const text = await page.locator('.attribution-strip').innerText();
  for (const words of ['a trace without waves would score', 'not what ails the patient', 'never about millivolts', 'Research use only', 'does not mean that a wave is normal']) {
    assert.ok(text.includes(words), words);
  }
});

test('of a long recording it is said which ten seconds are explained', async (t) => {
  const header = join(folder, 'long.hea');
  runTool(['simulate', '--duration-s', '32', '--seed', '4', '--to', 'wfdb', '-o', header]);
  const page = await answeredPage(t, [header, join(folder, 'long.dat')]);
  await openStrip(page);
  const [{ window }] = nativeExplanations(header);
  const caption = await page.locator('.attribution-table caption').first().innerText();
  assert.ok(caption.includes(`10 s from second ${window.start_s}`), caption);
});

test('where the model abstains there is nothing to explain', async (t) => {
  const rows = Array.from({ length: 2500 }, (_, i) => `${i / 500},${Math.sin(i / 30)},${Math.sin(i / 20)}`);
  const page = await answeredPage(t, [textFile('short.csv', `time_s,I,II\n${rows.join('\n')}\n`)]);
  assert.equal(await page.locator('.abstention-panel').count(), 1);
  assert.equal(await page.locator('.attribution-strip').count(), 0);
});

test('the strip of another record is its own, and closed', async (t) => {
  const one = simulatedRecord(folder, { name: 'one', seed: 1 });
  const two = simulatedRecord(folder, { name: 'two', seed: 2 });
  const page = await answeredPage(t, [...one, ...two]);
  await openStrip(page);
  await page.getByRole('button', { name: /^two\.hea/ }).first().click();
  await page.getByRole('heading', { name: 'two.hea' }).waitFor();
  await page.locator('.attribution-strip').waitFor({ timeout: 20_000 });
  assert.equal(await page.locator('.attribution-table').count(), 0);
  await openStrip(page);
  const [native] = nativeExplanations(two[0]);
  assert.ok(Math.abs((await shownShares(page, native.head)).All.at(-1) - native.total) < 0.006);
});
