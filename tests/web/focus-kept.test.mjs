// Controls that go when they are used: the focus stays in what they were of.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, textFile, useBrowser } from './browser.mjs';
import { root, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { openedRecord, patienceMs } from './exporting.mjs';
import { madeWeights } from './made-weights.mjs';

const used = useBrowser();
const files = simulatedRecord(temporaryFolder(), { name: 'focus' });

/** Presses the button with the keyboard, and waits until the focus is on what `selector` finds. */
async function pressed(page, name, selector) {
  const button = page.getByRole('button', { name, exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await button.waitFor({ state: 'detached', timeout: patienceMs });
  const found = page.waitForFunction((wanted) => document.activeElement?.matches(wanted), selector, { timeout: 5000 });
  await found.catch(async () => assert.fail(`${name}: ${await page.evaluate(() => document.activeElement.outerHTML.slice(0, 100))}`));
}

const [title, open] = ['#record-title', '.open-panel input[type=file]'];

test('an answer that is given, and one that is taken back, leave the focus on the title of the record', async (t) => {
  const page = await openedRecord(t, used, files);
  await page.getByLabel('Age in years').fill('54');
  await page.getByLabel('Pacemaker?').selectOption('no');
  await pressed(page, 'Use these answers', title);
  assert.ok(await page.locator(title).evaluate((heading) => heading.getBoundingClientRect().top >= 0), 'in view');
  await page.getByText('Read with your answer').waitFor({ timeout: patienceMs });
  await pressed(page, 'Change age and pacemaker', title);
});

test('so does the answer to a question about a file', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, textFile('table.csv', csvText(sameWave(twelveLeads, Math.sin), { timeHeading: 't' })));
  await page.getByLabel('Unit of the samples').selectOption('mV');
  await pressed(page, 'Read with these', title);
});

test('once all is closed the focus is on what opens files', async (t) => {
  const page = await openedRecord(t, used, files);
  await pressed(page, 'Close all', open);
});

test('the way back to the shipped weights leaves it on the record, and without one on what opens files', async (t) => {
  const page = await openPage(t, used);
  const weights = { name: 'made.safetensors', mimeType: '', buffer: madeWeights(() => undefined) };
  const choose = async () => {
    await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(weights);
    await page.locator('.own-weights').waitFor({ timeout: patienceMs });
  };
  await choose();
  await pressed(page, 'Back to the shipped weights', open);
  await openedRecord(t, used, files, { page });
  await choose();
  await pressed(page, 'Back to the shipped weights', title);
});

test('after a mouse too, unless it pressed beside everything: then the focus is nowhere on purpose', async (t) => {
  const page = await openedRecord(t, used, files);
  await page.getByLabel('Pacemaker?').selectOption('no');
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.waitForFunction(() => document.activeElement.id === 'record-title', undefined, { timeout: patienceMs });
  await page.getByText('Read with your answer').waitFor({ timeout: patienceMs });
  await page.locator('.page-footer p').first().click();
  await page.getByRole('button', { name: 'Change age and pacemaker' }).evaluate((button) => button.click());
  await page.getByText('Read with your answer').waitFor({ state: 'detached', timeout: patienceMs });
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
});

test('a row that is closed gives its focus to the next one, as before', async (t) => {
  const page = await openedRecord(t, used, [...files, join(root, 'tests/golden/io/muse/eight_leads.xml')]);
  await page.locator('.record-row[aria-setsize="2"]').first().waitFor({ timeout: patienceMs });
  await page.locator('.record-row button[aria-current=true]').focus();
  await page.keyboard.press('Delete');
  await page.locator('.record-row[aria-setsize="1"]').waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-current')), 'true');
});
