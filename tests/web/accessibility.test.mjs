import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, textFile, useBrowser } from './browser.mjs';
import { root, simulatedRecord, temporaryFolder, webFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { asValidated, madeWeights } from './made-weights.mjs';
import { dropCopies, waitUntilRead } from './opened-batch.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const axeSource = readFileSync(createRequire(join(webFolder, 'package.json')).resolve('axe-core/axe.min.js'), 'utf8');
let record;
before(() => {
  record = simulatedRecord(folder, { name: 'seen', severity: 1 });
});

async function assertNoViolations(page, view) {
  // The policy refuses script elements; what a debugger evaluates is not bound by it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { violations: found } = await window.axe.run(document, { resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join('; ')}`);
  });
  assert.deepEqual(violations, [], view);
}

const plainTable = () => textFile('table.csv', csvText(sameWave(twelveLeads, Math.sin), { timeHeading: 't' }));
const opened = async (page, files) => {
  await chooseFiles(page, files);
  await shownAnswer(page);
};

/** Every view that the page has, by the name it is reported with, and what leads to it. */
const views = {
  'the empty page': async () => undefined,
  'the help': async (page) => {
    await page.getByRole('button', { name: 'Help', exact: true }).click();
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
    await page.getByRole('button', { name: 'What moved the score' }).click({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Reconstruction' }).click();
    await page.locator('.explained-errors').waitFor({ timeout: 60_000 });
    await page.locator('.lead-exploration summary').click();
    await page.locator('.lead-exploration').getByLabel('V6').uncheck();
    await page.getByRole('button', { name: 'Screen with these leads' }).click();
    await page.locator('.explored-answer').waitFor({ timeout: 20_000 });
  },
  'the average beat that was made for measuring': async (page) => {
    await opened(page, record);
    await page.locator('.paper-toolbar').getByLabel('Show').selectOption({ index: 1 }, { timeout: 20_000 });
    await page.getByText('Average beat made by Leadwise').waitFor();
  },
  'a probability of validated weights': async (page) => {
    const weights = { name: 'made.safetensors', mimeType: '', buffer: madeWeights((model) => asValidated(model)) };
    await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(weights);
    await page.locator('.own-weights').waitFor({ timeout: 20_000 });
    await opened(page, record);
    await page.locator('.probability-result').waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Dyspnoea 4.4 %' }).click();
    await page.getByText('With 4.4 % before the ECG').waitFor();
  },
  'a list of thirty, one of which is no ECG': async (page) => {
    await dropCopies(page, record, 29);
    await chooseFiles(page, textFile('empty.csv', ''));
    await waitUntilRead(page, 30);
  },
  'a file that cannot be read': (page) => opened(page, textFile('empty.csv', '')),
  'a question about the unit': (page) => opened(page, plainTable()),
  'an abstention for an answer': async (page) => {
    await opened(page, record);
    await page.getByLabel('Pacemaker?').selectOption('yes');
    await page.getByRole('button', { name: 'Use these answers' }).click();
    await page.locator('.abstention-panel').waitFor();
  },
  'a format that was never tried': (page) => opened(page, join(root, 'tests/golden/io/mortara/small.xml')),
};

for (const [view, lead] of Object.entries(views)) {
  test(`axe finds nothing to complain of in ${view}`, async (t) => {
    for (const [width, colorScheme] of [[1440, 'light'], [390, 'dark']]) {
      const page = await openPage(t, used, { viewport: { width, height: 844 }, colorScheme });
      await lead(page);
      await assertNoViolations(page, `${view}, ${width} pixels, ${colorScheme}`);
    }
  });
}

test('the help opens by keyboard, holds the focus, and gives it back', async (t) => {
  const page = await openPage(t, used);
  const button = page.getByRole('button', { name: 'Help', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Help' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Privacy, and how to check it' }).click();
  const heading = dialog.getByRole('heading', { name: 'Privacy, and how to check it' });
  assert.ok(await heading.evaluate((element) => element === document.activeElement));
  for (let press = 0; press < 20; ++press) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement?.closest('.page-header, main, footer') !== null);
    assert.ok(!outside, 'the focus stays in the dialog');
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.ok(await button.evaluate((element) => element === document.activeElement));
});

test('the help promises nothing: no cure, no percentage, research use only', async (t) => {
  const page = await openPage(t, used);
  await page.getByRole('button', { name: 'How to get the file out of a device' }).click();
  const text = await page.getByRole('dialog').innerText();
  assert.match(text, /Research use only/i);
  assert.match(text, /not a medical device/);
  assert.match(text, /have never seen an ECG of a patient with a known PH diagnosis/);
  assert.match(text, /A low score excludes nothing/);
  assert.doesNotMatch(text, /\d ?%|accura|reliab|detects/i);
});
