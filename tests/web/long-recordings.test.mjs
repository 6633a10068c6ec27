import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, closeBehindPages, openPage, textFile, useBrowser } from './browser.mjs';
import { nativeAnswer, runTool, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvObjects, openedRecord, patienceMs, save, saveText, showRecord } from './exporting.mjs';
import { asValidated, madeWeights } from './made-weights.mjs';
import { readPdf, textOf } from './pdf-content.mjs';
import { serveSite } from './static-server.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const more = ['--duration-s', '32', '--rr-irregularity', '0.1', '--noise-mv', '0.05'];
const record = simulatedRecord(folder, { name: 'long', severity: 0.2, seed: 3, more });
const scoreOf = (probability) => String(Math.round(100 * probability));
const plain = (text) => text.replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const percent = (probability) => `${Math.round(100 * probability)} %`;
const spread = ({ windows }, written) =>
  `Median of 3 windows of 10 s, ${written(windows.lowest_probability)} to ${written(windows.highest_probability)}`;

async function textsOf(page) {
  const pdfs = [await save(page, 'Report (PDF)'), await save(page, 'Referral note (PDF)')].map(({ bytes }) => readPdf(bytes));
  const pdfTexts = pdfs.map((pdf) => [pdf, ...pdf.further].map(textOf).join(' '));
  return { shown: plain(await page.locator('.result-panel').innerText()), pdfTexts, csv: csvObjects(await saveText(page, 'CSV')) };
}

function assertRows(csv, section, { head, windows }, written) {
  const value = (name) => csv.find((row) => row.section === section && row.name === `${head}_${name}`)?.value;
  assert.equal(value('windows'), String(windows.count));
  assert.equal(written(Number(value('lowest'))), written(100 * windows.lowest_probability));
  assert.equal(written(Number(value('highest'))), written(100 * windows.highest_probability));
}

test('the scores of 32 s are shown and exported with the spread of their windows and with what is left out', async (t) => {
  const { predictions } = nativeAnswer(record[0]);
  const { shown, pdfTexts, csv } = await textsOf(await openedRecord(t, used, record));
  const [twelve, six] = predictions;
  assert.notEqual(scoreOf(six.windows.lowest_probability), scoreOf(six.windows.highest_probability), 'windows differ');
  for (const text of [shown, ...pdfTexts]) {
    for (const prediction of predictions) assert.ok(text.includes(spread(prediction, scoreOf)), text);
    assert.match(text, /The last 2\.0 s are not scored: the model takes windows of 10 s/);
  }
  const apart = Math.abs(scoreOf(twelve.probability) - scoreOf(six.probability));
  assert.ok(shown.includes(`12 leads and 6 limb leads score ${apart} of 100 apart.`), shown);
  for (const prediction of predictions) assertRows(csv, 'score', prediction, Math.round);
  const unused = csv.find(({ name }) => name === 'unused');
  assert.deepEqual([unused.value, unused.unit], ['2', 's']);
});

test('the probabilities of 32 s are shown and exported with the spread of their windows', async (t) => {
  const path = join(folder, 'validated.safetensors');
  writeFileSync(path, madeWeights((model) => asValidated(model)));
  const { predictions } = JSON.parse(runTool(['screen', record[0], '--leads', 'all', '--json', '--model', path]));
  const page = await openPage(t, used);
  await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(path);
  await page.locator('.own-weights').waitFor({ timeout: patienceMs });
  await openedRecord(t, used, record, { page });
  await page.locator('.probability-result').waitFor({ timeout: patienceMs });
  const { shown, pdfTexts, csv } = await textsOf(page);
  for (const text of [shown, ...pdfTexts]) assert.ok(text.includes(spread(predictions[0], percent)), text);
  for (const prediction of predictions) assertRows(csv, 'probability', prediction, (value) => value.toFixed(1));
});

test('a window in which a lead is missing is left out, and that is said on the page and in the PDFs', async (t) => {
  const path = join(folder, 'long.csv');
  runTool(['convert', record[0], '--to', 'csv', '-o', path]);
  const [heading, ...rows] = readFileSync(path, 'utf8').trim().split(/\r?\n/).map((row) => row.split(','));
  for (const row of rows.filter(([time]) => time >= 10 && time < 20)) row[heading.indexOf('V1')] = '0';
  const gap = textFile('gap.csv', [heading, ...rows].map((row) => `${row.join(',')}\n`).join(''));
  const page = await openedRecord(t, used, gap);
  await showRecord(page, 'gap.csv');
  const { shown, pdfTexts } = await textsOf(page);
  for (const text of [shown, ...pdfTexts]) assert.match(text, /1 of 3 windows of 10 s was left out: a lead was not usable there\./);
});

test('while the field holds no time of the recording no page can be made from it', async (t) => {
  const page = await openedRecord(t, used, record);
  const field = page.getByLabel('Trace of the PDFs from second');
  const pages = ['Report (PDF)', 'Referral note (PDF)'].map((name) => page.getByRole('button', { name }));
  for (const [text, usable] of [['', false], ['12.5', true], ['99', false], ['-1', false], ['0', true]]) {
    await field.fill(text);
    for (const button of pages) assert.equal(await button.isEnabled(), usable, `"${text}"`);
    assert.equal(await field.inputValue(), text);
  }
  assert.ok(await page.getByRole('button', { name: 'JSON' }).isEnabled());
});

test('where the server is gone closing a long recording that is read leaves the page its reader', async (t) => {
  const server = await serveSite();
  const page = await openPage(t, { ...used, server }, { expected: /404|Failed to load resource|dynamically imported/ });
  closeBehindPages(t, server);
  await openedRecord(t, used, record, { page });
  server.refuses = () => true;
  const asked = server.asked.length;
  await chooseFiles(page, simulatedRecord(folder, { name: 'holter', more: ['--duration-s', '1800'] }));
  await page.locator('.record-choice', { hasText: 'holter' }).waitFor({ timeout: patienceMs });
  await page.locator('.record-status', { hasText: 'Reading' }).waitFor({ timeout: patienceMs });
  await page.getByRole('button', { name: 'Close holter.hea' }).click();
  await page.waitForTimeout(1000);
  assert.ok(server.asked.length > asked, 'a new reader was asked for');
  await openedRecord(t, used, simulatedRecord(folder, { name: 'next' }), { page });
  await page.locator('#record-title', { hasText: 'next.hea' }).waitFor({ timeout: patienceMs });
  await page.locator('.result-panel').waitFor({ timeout: patienceMs });
  assert.equal(await page.getByText('PagePartMissing').count(), 0);
});
