// What a file states of patient and recording belongs to its ECG; what identifies the patient is not shown.
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { useBrowser } from './browser.mjs';
import { root, runTool, simulatedRecord, temporaryFolder } from './built.mjs';
import { openedRecord, save } from './exporting.mjs';
import { readPdf, textOf } from './pdf-content.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const muse = join(root, 'tests/golden/io/muse/eight_leads.xml');

test('age, sex, time and device of a file stand with its ECG, on the page and in both PDFs', async (t) => {
  const page = await openedRecord(t, used, [muse]);
  await page.locator('.stated-facts').waitFor();
  const wanted = ['1 year old', 'female', 'recorded 2021-03-09 08:05 ·', 'device MAC55'];
  const texts = [await page.locator('.stated-facts').innerText()];
  for (const title of ['Report (PDF)', 'Referral note (PDF)']) texts.push(textOf(readPdf((await save(page, title)).bytes)));
  for (const text of texts) for (const words of wanted) assert.ok(text.includes(words), `${words}: ${text.slice(0, 300)}`);
  const { patient } = JSON.parse(runTool(['inspect', muse, '--json', '--identifiers']));
  const whole = [await page.locator('body').innerText(), ...texts].join('\n');
  for (const secret of [patient.name, patient.id, patient.birth_date].filter(Boolean)) assert.ok(!whole.includes(secret), secret);
});

test('a file that states nothing has no such line', async (t) => {
  const page = await openedRecord(t, used, simulatedRecord(folder, { name: 'silent' }));
  await page.locator('.measurements-panel').waitFor();
  assert.equal(await page.locator('.stated-facts').count(), 0);
});

test('of a child the signs of adults say nothing, on the page and in both PDFs', async (t) => {
  const files = simulatedRecord(folder, { name: 'child', severity: 1 });
  appendFileSync(files[0], '#Age: 5\n#Sex: Female\n');
  const page = await openedRecord(t, used, files);
  await page.locator('.criteria-panel').waitFor();
  const texts = [await page.locator('.criteria-panel').innerText()];
  for (const title of ['Report (PDF)', 'Referral note (PDF)']) texts.push(textOf(readPdf((await save(page, title)).bytes)));
  for (const text of texts) assert.match(text, /under 18: these signs are of adults/);
  assert.doesNotMatch(texts[2], /are not met/, 'the letter counts none');
});
