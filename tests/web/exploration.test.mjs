import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPage, useBrowser } from './browser.mjs';
import { nativeAnswer, runTool, simulatedRecord, temporaryFolder } from './built.mjs';
import { openedRecord, patienceMs, save, saveText, sha256 } from './exporting.mjs';
import { asValidated, madeWeights } from './made-weights.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const record = simulatedRecord(folder, { name: 'explored', severity: 0.5 });
const mark = 'exploration: uncalibrated';

async function openExploration(t) {
  const page = await openedRecord(t, used, record);
  await page.locator('.lead-exploration summary').click();
  return page;
}

async function explore(page, leads) {
  await page.locator('.lead-exploration').getByRole('button', { name: 'None' }).click();
  for (const lead of leads) await page.locator('.lead-exploration').getByLabel(lead, { exact: true }).check();
  await page.getByRole('button', { name: 'Screen with these leads' }).click();
  const answer = page.locator('.explored-answer', { hasText: leads.join(', ') });
  await answer.waitFor({ timeout: patienceMs });
  return answer.innerText();
}

const exportsOf = async (page) => {
  const texts = [];
  for (const title of ['CSV', 'JSON', 'FHIR R4']) texts.push(await saveText(page, title));
  for (const title of ['Report (PDF)', 'Referral note (PDF)']) texts.push(sha256((await save(page, title)).bytes));
  return texts;
};

test('chosen leads that a classifier was made for get a score that is marked, beside the result that stays', async (t) => {
  const page = await openExploration(t);
  const before = await page.locator('.result-panel').innerText();
  const text = await explore(page, ['I', 'II', 'III', 'aVR', 'aVL', 'aVF']);
  const six = nativeAnswer(record[0]).predictions.find(({ leads }) => leads === 6);
  assert.ok(text.includes(mark), text);
  assert.ok(text.includes(`${Math.round(100 * six.probability)} of 100`), text);
  assert.doesNotMatch(text, /%/);
  assert.equal(await page.locator('.result-panel').innerText(), before);
});

test('with calibrated weights the score is the one before the calibration, as its mark says', async (t) => {
  const weights = join(folder, 'calibrated.safetensors');
  writeFileSync(weights, madeWeights((model) => asValidated(model)));
  const page = await openPage(t, used);
  await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(weights);
  await page.locator('.own-weights').waitFor({ timeout: patienceMs });
  await openedRecord(t, used, record, { page });
  await page.locator('.lead-exploration summary').click();
  const text = await explore(page, ['I', 'II', 'III', 'aVR', 'aVL', 'aVF']);
  // The shipped weights are the same network without a calibration.
  const six = nativeAnswer(record[0]).predictions.find(({ leads }) => leads === 6);
  const calibrated = JSON.parse(runTool(['screen', record[0], '--leads', 'all', '--json', '--model', weights])).predictions[1];
  assert.notEqual(Math.round(100 * six.probability), Math.round(100 * calibrated.probability));
  assert.ok(text.includes(`${Math.round(100 * six.probability)} of 100`), text);
  assert.ok(text.includes(mark));
});

test('what makes a lead doubtful stands beside the score for it, too', async (t) => {
  const text = readFileSync(record[0], 'utf8').replace(/ 1000\(0\)\/mV/g, ' 50(0)/mV');
  const header = { name: 'explored.hea', mimeType: '', buffer: Buffer.from(text) };
  const page = await openedRecord(t, used, [header, { name: 'explored.dat', mimeType: '', buffer: readFileSync(record[1]) }]);
  await page.locator('.lead-exploration summary').click();
  const said = await explore(page, ['I', 'II', 'III', 'aVR', 'aVL', 'aVF']);
  assert.match(said, /do not rely on the score/);
});

test('leads without a classifier get the module’s own reason', async (t) => {
  const page = await openExploration(t);
  const text = await explore(page, ['I', 'II', 'V1']);
  assert.match(text, /NoSuchHead/);
  assert.match(text, /the weights hold no classifier for the leads I, II, V1/);
  assert.ok(text.includes(mark));
});

test('without a lead nothing can be asked', async (t) => {
  const page = await openExploration(t);
  await page.locator('.lead-exploration').getByRole('button', { name: 'None' }).click();
  assert.ok(await page.getByRole('button', { name: 'Screen with these leads' }).isDisabled());
});

test('what was explored is in no export: they are the same bytes before and after', async (t) => {
  const page = await openExploration(t);
  const before = await exportsOf(page);
  await explore(page, ['I', 'II', 'V1']);
  await explore(page, ['I', 'II', 'III', 'aVR', 'aVL', 'aVF']);
  const after = await exportsOf(page);
  assert.deepEqual(after, before);
  for (const text of after) assert.doesNotMatch(text, /exploration|NoSuchHead/);
});

test('what was explored is in no print', async (t) => {
  const page = await openExploration(t);
  await explore(page, ['I', 'II', 'V1']);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.lead-exploration').isVisible(), false);
});

test('another record begins with nothing explored', async (t) => {
  const page = await openedRecord(t, used, [...record, ...simulatedRecord(folder, { name: 'second', seed: 2 })]);
  await page.locator('.record-choice', { hasText: 'explored.hea' }).click();
  await page.getByRole('heading', { level: 2, name: 'explored.hea', exact: true }).waitFor();
  await page.locator('.lead-exploration summary').click({ timeout: patienceMs });
  await explore(page, ['I', 'II', 'V1']);
  await page.locator('.record-choice', { hasText: 'second.hea' }).click();
  await page.getByRole('heading', { level: 2, name: 'second.hea', exact: true }).waitFor();
  await page.locator('.lead-exploration').waitFor({ timeout: patienceMs });
  assert.equal(await page.locator('.explored-answer').count(), 0);
});
