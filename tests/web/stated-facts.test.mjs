// What a file states of patient and recording belongs to its ECG; what identifies the patient is not shown. What it leaves open
// is asked.
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { useBrowser } from './browser.mjs';
import { nativeAnswer, nativeMeasurement, root, runTool, simulatedRecord, temporaryFolder } from './built.mjs';
import { openedRecord, patienceMs, save } from './exporting.mjs';
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

/** Demand pacing: spikes as of a pacemaker before a few of the beats, in a file that states what `stated` says. */
function spikedRecord(name, stated) {
  const [header] = simulatedRecord(folder, { name });
  const path = join(folder, `${name}.json`);
  runTool(['convert', header, ...stated, '--to', 'json', '-o', path]);
  const record = JSON.parse(readFileSync(path, 'utf8'));
  const spikesS = nativeMeasurement(path).beats.slice(2, 5).map(({ r_s: beatS }) => beatS - 0.4);
  for (const samples of Object.values(record.leads)) for (const spikeS of spikesS) samples[Math.round(spikeS * 500)] += 0.8;
  writeFileSync(path, JSON.stringify(record));
  return path;
}

test('where spikes are seen nobody is taken for unpaced, and whether there is a pacemaker is asked', async (t) => {
  const spiked = spikedRecord('spiked', ['--age', '60']);
  const { assumptions, predictions } = nativeAnswer(spiked);
  assert.deepEqual([assumptions, predictions.length], [[], 2], 'a score stands, and nothing is assumed');
  const page = await openedRecord(t, used, [spiked]);
  const form = page.locator('.patient-facts');
  for (const [answer, shown] of [['no', '.score-row'], ['yes', '.abstention-panel']]) {
    await page.getByLabel('Pacemaker?').selectOption(answer);
    await page.getByRole('button', { name: 'Use these answers' }).click();
    await page.getByText('Read with your answer').waitFor({ timeout: patienceMs });
    await page.locator(shown).first().waitFor({ timeout: patienceMs });
    assert.equal(await form.count(), 0, 'it is not asked twice');
    if (answer === 'no') await page.getByRole('button', { name: 'Change' }).click();
  }
  assert.match(await page.locator('.abstention-panel').innerText(), /PacedRhythm/);
  assert.equal(await page.locator('.score-row').count(), 0);
});

test('a file that says there is no pacemaker is not asked for it, whatever spikes are seen', async (t) => {
  const page = await openedRecord(t, used, [spikedRecord('unpaced', ['--unpaced'])]);
  await page.getByLabel('Age in years').waitFor();
  assert.match(await page.locator('.record-answer').innerText(), /spikes like those of a pacemaker/);
  assert.equal(await page.getByLabel('Pacemaker?').count(), 0);
});
