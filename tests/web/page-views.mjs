// Every view that the page has, whatever its language: what leads there goes by no words.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { chooseFiles, shownAnswer, textFile } from './browser.mjs';
import { root } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { asValidated, madeWeights } from './made-weights.mjs';
import { dropCopies } from './opened-batch.mjs';

const plainTable = () => textFile('table.csv', csvText(sameWave(twelveLeads, Math.sin), { timeHeading: 't' }));

/** The record's files, its header changed. */
function withHeader([header, signal], change) {
  const file = (path, buffer) => ({ name: basename(path), mimeType: '', buffer });
  return [file(header, Buffer.from(change(readFileSync(header, 'utf8')))), file(signal, readFileSync(signal))];
}

async function opened(page, files) {
  await chooseFiles(page, files);
  await shownAnswer(page);
}

/** The record's probability, by weights that `change` has altered to say that they are validated. */
export async function probabilityShown(page, record, change) {
  const weights = { name: 'made.safetensors', mimeType: '', buffer: madeWeights(change) };
  await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(weights);
  await page.locator('.own-weights').waitFor({ timeout: 20_000 });
  await opened(page, record);
  await page.locator('.probability-result').waitFor({ timeout: 20_000 });
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
  'a trace with what moved the score, the decoder’s curve and an answer for other leads': async (page) => {
    await opened(page, record);
    // After the calipers and the waves, which are there once the record is measured.
    await page.locator('.paper-switch').nth(3).waitFor({ timeout: 20_000 });
    await page.locator('.paper-switch').nth(2).click();
    await page.locator('.paper-switch').nth(3).click();
    await page.locator('.explained-errors').waitFor({ timeout: 120_000 });
    await page.locator('.lead-exploration summary').click();
    await page.locator('.lead-exploration').getByLabel('V6').uncheck();
    await page.locator('.lead-exploration details > button').click();
    await page.locator('.explored-answer').waitFor({ timeout: 20_000 });
  },
  'calipers on the paper': async (page) => {
    await opened(page, record);
    await page.locator('.ecg-paper canvas').waitFor({ timeout: 20_000 });
    await page.locator('.paper-switch').first().click();
    await page.locator('.caliper-panel').waitFor();
  },
  'the dialog of the screen’s size': async (page) => {
    await opened(page, record);
    await page.locator('.paper-more summary').click({ timeout: 20_000 });
    await page.locator('.paper-more button').first().click();
    await page.locator('.calibration-dialog').waitFor();
  },
  'the average beat that was made for measuring': async (page) => {
    await opened(page, record);
    await page.locator('.paper-toolbar > .paper-control select').first().selectOption({ index: 1 }, { timeout: 20_000 });
    await page.locator('.paper-caption strong').waitFor();
  },
  'a probability of validated weights': async (page) => {
    await probabilityShown(page, record, (model) => asValidated(model, { threshold: 0.01 }));
    await page.locator('.pre-test-choices button').nth(3).click();
    await page.locator('.post-test strong').waitFor();
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
  'a score that rests on leads unusable for measuring': async (page) => {
    await chooseFiles(page, withHeader(record, (text) => text.replace(/ 1000\(0\)\/mV/g, ' 50(0)/mV')));
    await page.locator('.score-doubt').waitFor({ timeout: 20_000 });
  },
  'a score of a recording unusable for measuring': async (page) => {
    await chooseFiles(page, withHeader(record, (text) => text.replace(/ 1000\(0\)\/mV/g, ' 50000(0)/mV')));
    await page.locator('.score-doubt').waitFor({ timeout: 20_000 });
  },
  'the signs of a child': async (page) => {
    await opened(page, withHeader(record, (text) => `${text}#Age: 5\n#Sex: Female\n`));
    await page.locator('.criteria-panel .quality-warning').waitFor({ timeout: 20_000 });
  },
  'a format that was never tried': (page) => opened(page, join(root, 'tests/golden/io/mortara/small.xml')),
});
