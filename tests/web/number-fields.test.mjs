// Fields for numbers: what a French, Spanish or Portuguese page writes can be typed there, and nothing is guessed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseFiles, textFile, useBrowser } from './browser.mjs';
import { simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { openedRecord, patienceMs } from './exporting.mjs';

const used = useBrowser();
const files = simulatedRecord(temporaryFolder(), { name: 'numbers', severity: 0, more: ['--duration-s', '20'] });

async function openedForm(t, language) {
  const page = await openedRecord(t, used, files, { url: `${used.server.url}?lang=${language}` });
  await page.locator('.bedside-form').waitFor({ timeout: patienceMs });
  return { page, field: (name) => page.locator(`input[name=${name}]`), submit: () => page.locator('.bedside-form button[type=submit]').click() };
}

/** The text that describes the field, as a screen reader finds it. */
function describedBy(field) {
  return field.evaluate((input) => document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? '');
}

for (const language of ['en', 'fr', 'es', 'pt']) {
  test(`${language}: a decimal comma is one, and what may be of thousands is refused beside its field`, async (t) => {
    const { page, field, submit } = await openedForm(t, language);
    const [protein, oxygen] = [field('nt_probnp_pg_per_ml'), field('oxygen_saturation_percent')];
    await protein.fill('1.200');
    await oxygen.fill('79,5');
    await submit();
    assert.equal(await protein.getAttribute('aria-invalid'), 'true');
    assert.match(await describedBy(protein), /NT-proBNP.*1\.200.*1200.*1[.,]2\./);
    assert.equal(await oxygen.getAttribute('aria-invalid'), 'false');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'nt_probnp_pg_per_ml');
    assert.equal(await page.locator('.bedside-form [role=status]').innerText(), '');
    await protein.fill('1200');
    assert.equal(await protein.getAttribute('aria-invalid'), 'false');
    await submit();
    const evaluated = page.locator('.bedside-form [role=status]', { hasText: language === 'en' ? '79.5' : '79,5' });
    await evaluated.waitFor({ timeout: patienceMs });
    assert.match(await evaluated.innerText(), /1200/);
  });
}

test('a value out of its bounds and one in words are refused', async (t) => {
  const { page, field, submit } = await openedForm(t, 'en');
  for (const [text, problem] of [['975', /must be from 30 to 100/], ['97 %', /is not read/], ['9,7,5', /is not read/]]) {
    await field('oxygen_saturation_percent').fill(text);
    await submit();
    assert.match(await describedBy(field('oxygen_saturation_percent')), problem);
  }
  assert.equal(await page.getByText('Evaluated with').count(), 0);
});

test('an age with a comma is taken as it is meant, and one that is unclear is not taken', async (t) => {
  const { page } = await openedForm(t, 'en');
  await page.getByLabel('Age in years').fill('17,900');
  await page.getByRole('button', { name: 'Use these answers' }).click();
  assert.match(await page.locator('.patient-facts').innerText(), /Age in years: “17,900” may mean 17900 or 17\.9/);
  await page.getByLabel('Age in years').fill('17,9');
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.getByText('Read with your answer: 17.9 years old').waitFor({ timeout: patienceMs });
});

test('samples a second are needed, and are read with a comma', async (t) => {
  const { page } = await openedForm(t, 'en');
  const withoutTime = csvText(sameWave(twelveLeads, Math.sin)).split('\n').map((row) => row.slice(row.indexOf(',') + 1)).join('\n');
  await chooseFiles(page, textFile('no-rate.csv', withoutTime));
  await page.locator('.missing-facts', { hasText: 'SamplingRateRequired' }).waitFor({ timeout: patienceMs });
  const read = () => page.getByRole('button', { name: 'Read with these' }).click();
  await read();
  assert.match(await page.locator('.missing-facts').innerText(), /Samples a second \(Hz\): a number is needed/);
  await page.getByLabel('Samples a second (Hz)').fill('250,5');
  await read();
  await page.getByText(/Read with your answer: .*250\.5 Hz/).or(page.locator('.missing-facts', { hasText: 'UnitRequired' })).first().waitFor({ timeout: patienceMs });
  assert.equal(await page.locator('.number-problem').count(), 0);
});

test('the arrow keys move the trace of the PDFs by a second, within the recording', async (t) => {
  const { page } = await openedForm(t, 'fr');
  const field = page.locator('.export-options input[inputmode]');
  await field.fill('1,5');
  await field.press('ArrowUp');
  assert.equal(await field.inputValue(), '2,5');
  for (let press = 0; press < 4; ++press) await field.press('ArrowDown');
  assert.equal(await field.inputValue(), '0');
  await field.fill('1.200');
  assert.match(await describedBy(field), /1\.200/);
  assert.equal(await page.locator('.export-choices button:disabled').count(), 2);
});

test('values in force stand in their fields when the form is shown anew, and a further one drops none', async (t) => {
  const { page, field, submit } = await openedForm(t, 'en');
  await field('nt_probnp_pg_per_ml').fill('60');
  await page.getByLabel('WHO functional class').selectOption('3');
  await submit();
  await page.getByText('Evaluated with NT-proBNP 60 pg/ml, WHO class III.').waitFor({ timeout: patienceMs });
  await page.getByLabel('Age in years').fill('54');
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.getByText('Read with your answer').waitFor({ timeout: patienceMs });
  await page.getByText('Evaluated with NT-proBNP 60 pg/ml').waitFor({ timeout: patienceMs });
  assert.equal(await field('nt_probnp_pg_per_ml').inputValue(), '60');
  assert.equal(await page.getByLabel('WHO functional class').inputValue(), '3');
  await field('oxygen_saturation_percent').fill('95');
  await submit();
  await page.getByText('Evaluated with NT-proBNP 60 pg/ml, oxygen saturation 95\u00a0%, WHO class III.').waitFor({ timeout: patienceMs });
  await page.getByRole('button', { name: 'Clear' }).click();
  for (const name of ['nt_probnp_pg_per_ml', 'oxygen_saturation_percent']) assert.equal(await field(name).inputValue(), '');
  assert.equal(await page.getByLabel('WHO functional class').inputValue(), '');
  await page.getByText('Evaluated with').waitFor({ state: 'detached', timeout: patienceMs });
});
