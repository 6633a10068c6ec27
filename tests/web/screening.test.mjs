import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, shownScores, useBrowser } from './browser.mjs';
import { nativeAnswer, noRecordings, recordings, simulatedRecord, temporaryFolder } from './built.mjs';
import { inkWithin, paper, readPaper } from './ecg-paper.mjs';

const used = useBrowser();
const largestDifference = 1e-4;
const folder = temporaryFolder();

/** The page's scores are the native tool's answers. */
async function assertNativeScores(page, header) {
  const { predictions } = nativeAnswer(header);
  const shown = await shownScores(page);
  assert.deepEqual(Object.keys(shown).sort(), predictions.map(({ leads }) => String(leads)).sort());
  assert.ok(predictions.length > 0);
  for (const { leads, probability } of predictions) {
    assert.ok(Math.abs(shown[leads].answer - probability) <= largestDifference, `${leads} leads of ${header}`);
    assert.equal(shown[leads].score, Math.round(100 * shown[leads].answer));
  }
}

/** Every strip of the usual page holds a trace from end to end. */
async function assertTwelveLeadsDrawn(page) {
  const { baselinesMm, label } = await readPaper(page);
  assert.match(label, /12 leads: I, II, III, aVR, aVL, aVF, V1, V2, V3, V4, V5, V6\./);
  assert.equal(baselinesMm.length, 4);
  for (const baselineMm of baselinesMm) {
    for (let column = 0; column < 4; ++column) {
      const fromMm = paper.rowStartMm + column * paper.columnMm;
      const area = { fromMm, toMm: fromMm + paper.columnMm, topMm: baselineMm - 20, bottomMm: baselineMm + 20 };
      const ink = await inkWithin(page, area);
      const { pixelsPerMm } = await readPaper(page);
      assert.ok(ink.length > 0.99 * paper.columnMm * pixelsPerMm, `a gap at ${baselineMm} mm, column ${column}`);
      assert.ok(Math.max(...ink.map(({ topMm, bottomMm }) => bottomMm - topMm)) > 1, 'a flat line');
    }
  }
}

for (const severity of [0, 1]) {
  test(`a simulated record of severity ${severity} shows twelve leads and the native tool's scores`, async (t) => {
    const files = simulatedRecord(folder, { name: `severity${severity}`, severity });
    const page = await openPage(t, used);
    await chooseFiles(page, files);
    await shownAnswer(page);
    await assertTwelveLeadsDrawn(page);
    await assertNativeScores(page, files[0]);
  });
}

test('real records show twelve leads and the native scores', { skip: noRecordings }, async (t) => {
  const page = await openPage(t, used);
  for (const database of ['ptbxl/records500', 'ludb', 'chapman_denoised']) {
    const [header, ...parts] = firstRecord(join(recordings, database));
    await page.getByRole('button', { name: 'Close all' }).click({ timeout: 1000 }).catch(() => undefined);
    await chooseFiles(page, [header, ...parts]);
    await shownAnswer(page);
    await assertTwelveLeadsDrawn(page);
    await assertNativeScores(page, header);
  }
});

/** The first header below a folder, and the signal file of the same name. */
function firstRecord(top) {
  const names = readdirSync(top, { recursive: true, withFileTypes: false }).map(String).sort();
  const header = names.find((name) => name.endsWith('.hea'));
  const stem = header.slice(0, -'.hea'.length);
  const parts = names.filter((name) => name === `${stem}.dat` || name === `${stem}.mat`);
  return [header, ...parts].map((name) => join(top, name));
}

test('an example opens with one click and is screened', async (t) => {
  const page = await openPage(t, used);
  await page.getByRole('button', { name: 'RV overload' }).click();
  await shownAnswer(page);
  await assertTwelveLeadsDrawn(page);
  const overload = await shownScores(page);
  await page.getByRole('button', { name: 'Normal' }).click();
  await page.getByRole('heading', { name: 'simulated-normal' }).waitFor();
  await shownAnswer(page);
  const normal = await shownScores(page);
  assert.ok(overload[12].answer > normal[12].answer, 'severe overload scores higher than none');
});

test('every result carries its limits and never speaks of a percentage', async (t) => {
  const page = await openPage(t, used);
  await page.getByRole('button', { name: 'Normal' }).click();
  const result = await shownAnswer(page);
  const text = await result.innerText();
  assert.match(text, /Research use only/);
  assert.match(text, /A low score does not exclude pulmonary hypertension: many patients have normal ECGs/);
  assert.match(text, /never tested on catheterised patients/);
  assert.match(text, /Adult, unpaced assumed/i);
  const provenance = await page.locator('.record-view .provenance').innerText();
  assert.match(provenance, /Intended use: \S+/);
  assert.match(provenance, /Model \S.*, [0-9a-f]{12} · Leadwise \d+\.\d+/);
  // The card may say what the score is not; nothing may offer one.
  assert.doesNotMatch(text + provenance, /%|(?<!not a )probab/i);
});

test('several records are listed, and each is shown when it is chosen', async (t) => {
  const page = await openPage(t, used);
  const records = [0, 1].map((seed) => simulatedRecord(folder, { name: `listed-no-0${seed}`, severity: seed, seed }));
  await chooseFiles(page, records.flat());
  await page.getByText('2 of 2 done.').waitFor({ timeout: 20_000 });
  for (const [header] of records) {
    const name = header.split('/').pop();
    await page.locator('.record-choice', { hasText: name }).click();
    await page.getByRole('heading', { name }).waitFor();
    await assertNativeScores(page, header);
    const row = page.locator('.record-list li', { hasText: name });
    const isCut = await row.locator('.record-name > span').evaluate((shown) => shown.scrollWidth > shown.clientWidth);
    assert.ok(!isCut, `${name} is shown whole`);
    const [first] = nativeAnswer(header).predictions;
    const status = `${first.leads}-lead score: ${Math.round(100 * first.probability)}`;
    assert.equal(await row.locator('.record-status').innerText(), status);
  }
});
