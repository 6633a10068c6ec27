// Every view that the page has, whatever its language: what leads there goes by no words.
import { join } from 'node:path';
import { chooseFiles, shownAnswer, textFile } from './browser.mjs';
import { root } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { dropCopies } from './opened-batch.mjs';

const plainTable = () => textFile('table.csv', csvText(sameWave(twelveLeads, Math.sin), { timeHeading: 't' }));

async function opened(page, files) {
  await chooseFiles(page, files);
  await shownAnswer(page);
}

/** By the name that a view is reported with, what leads to it from the empty page. `record` is one that is scored. */
export const pageViews = (record) => ({
  'the empty page': async () => undefined,
  'the help': async (page) => {
    await page.locator('.page-header button').click();
    await page.getByRole('dialog').waitFor();
  },
  'a scored record with everything opened': async (page) => {
    await opened(page, record);
    await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
    await page.locator('.record-view details, .model-card').evaluateAll((all) => all.forEach((one) => (one.open = true)));
    await page.locator('.model-card dt').first().waitFor();
  },
  'a list of thirty, one of which is no ECG': async (page) => {
    await dropCopies(page, record, 29);
    await chooseFiles(page, textFile('empty.csv', ''));
    await page.locator('.record-row[aria-setsize="30"]').first().waitFor({ timeout: 60_000 });
    await page.locator('.list-progress progress').waitFor({ state: 'detached', timeout: 60_000 });
  },
  'a file that cannot be read': (page) => opened(page, textFile('empty.csv', '')),
  'a question about the unit': (page) => opened(page, plainTable()),
  'an abstention for an answer': async (page) => {
    await opened(page, record);
    await page.locator('select[name=paced]').selectOption('yes');
    await page.locator('.patient-facts button[type=submit]').click();
    await page.locator('.abstention-panel').waitFor();
  },
  'a format that was never tried': (page) => opened(page, join(root, 'tests/golden/io/mortara/small.xml')),
});
