import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, textFile, useBrowser } from './browser.mjs';
import { nativeMeasurement, root, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { csvObjects, save, saveText } from './exporting.mjs';
import { readPdf, textOf } from './pdf-content.mjs';

const used = useBrowser();
const folder = temporaryFolder();

/** The page once it shows what was measured. */
async function measuredPage(t, files, options = {}) {
  const page = await openPage(t, used, options);
  await chooseFiles(page, files);
  await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
  await shownAnswer(page);
  return page;
}

const tileText = (page, name) => page.locator(`.measurement-tile[data-name="${name}"]`).innerText();

/** Each value in the head of the ECG is the native tool's, or a dash. */
async function assertNativeTiles(page, { measurements }) {
  const names = await page.locator('.measurement-tile').evaluateAll((tiles) => tiles.map(({ dataset }) => dataset.name));
  assert.ok(names.includes('rhythm'));
  for (const name of names.filter((other) => other !== 'rhythm')) {
    const value = measurements[name];
    const wanted = value === null ? '—' : String(Math.round(value)).replace('-', '−');
    assert.ok((await tileText(page, name)).includes(wanted), `${name}: ${wanted}`);
  }
}

for (const severity of [0, 1]) {
  test(`a record of severity ${severity} shows what the native tool measures`, async (t) => {
    const files = simulatedRecord(folder, { name: `measured${severity}`, severity });
    const page = await measuredPage(t, files);
    const native = nativeMeasurement(files[0]);
    await assertNativeTiles(page, native);
    assert.ok((await page.locator('.measurements-foot').innerText()).includes(native.use), 'what measuring is for, in its own words');
    assert.ok((await tileText(page, 'rhythm')).includes(`${native.beats.length} beats`));
    await page.getByText('All measurements and amplitudes').click();
    const rows = page.locator('.measurement-details tbody tr');
    const values = Object.keys(native.measurements).length + Object.keys(native.amplitudes).length;
    assert.equal(await rows.count(), values);
  });
}

test('an absent value says why in words that need no pointer', async (t) => {
  const [header, signal] = simulatedRecord(folder, { name: 'whole' });
  const page = await measuredPage(t, [header, signal]);
  const { measurements, measurement_details: details } = nativeMeasurement(header);
  await page.getByText('All measurements and amplitudes').click();
  const table = await page.locator('.measurement-details').last().innerText();
  for (const [name, value] of Object.entries(measurements)) {
    if (value === null) assert.ok(table.includes(details[name].reason.code), name);
  }
});

test('each sign is shown with its status, and opened with rule and source', async (t) => {
  const files = simulatedRecord(folder, { name: 'signs', severity: 1 });
  const page = await measuredPage(t, files);
  const { criteria } = nativeMeasurement(files[0]);
  assert.equal(await page.locator('.criterion').count(), criteria.length);
  for (const { name, title, rule, status, evidence } of criteria) {
    const row = page.locator(`.criterion[data-name="${name}"]`);
    assert.equal(await row.getAttribute('data-status'), status);
    const words = { met: 'Met', not_met: 'Not met', not_computable: 'Not computable' }[status];
    assert.match(await row.locator('summary').innerText(), new RegExp(`^${words}\\b`));
    assert.ok((await row.locator('summary').innerText()).includes(title));
    await row.locator('summary').click();
    const text = await row.innerText();
    const published = [evidence.figures, evidence.target, evidence.cohort, evidence.citation];
    for (const part of [rule, ...published.filter((words) => words !== '-')]) assert.ok(text.includes(part), `${name}: ${part}`);
  }
});

test('an absent sign never reads as reassurance', async (t) => {
  const files = simulatedRecord(folder, { name: 'calm', severity: 0 });
  const page = await measuredPage(t, files);
  const text = await page.locator('.record-view').innerText();
  assert.doesNotMatch(text, /\bruled out\b|\bunlikely\b|no sign of PH|all clear|healthy/i);
  assert.match(await page.locator('.measurements-panel').innerText(), /An absent sign does not exclude/);
  const { criteria } = nativeMeasurement(files[0]);
  if (criteria.length > 0) {
    assert.match(await page.locator('.criteria-panel').innerText(), /An absent sign does not exclude PH/);
  }
});

test('bedside values are evaluated, shown and forgotten with the record', async (t) => {
  const files = simulatedRecord(folder, { name: 'bedside', severity: 0 });
  const page = await measuredPage(t, files);
  const before = nativeMeasurement(files[0]).criteria;
  if (before.length === 0) return t.skip('no sign is computed yet');
  const statuses = () => page.locator('.criterion').evaluateAll((rows) => rows.map(({ dataset }) => dataset.status));
  // The page shows signs, rules and confounders in groups of their own.
  const sorted = (criteria) => criteria.map(({ status }) => status).sort();
  assert.deepEqual((await statuses()).sort(), sorted(before));
  await page.getByLabel('NT-proBNP (pg/ml)').fill('40');
  await page.getByLabel('Oxygen saturation (%)').fill('97.5');
  await page.getByLabel('WHO functional class').selectOption('2');
  await page.getByLabel('Probability before the ECG (%)').fill('12');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await page.getByText('Evaluated with NT-proBNP 40 pg/ml, oxygen saturation 97.5\u00a0%, WHO class II, a probability of 12\u00a0% before the ECG.').waitFor();
  const wanted = nativeMeasurement(files[0], ['--nt-probnp', '40', '--spo2', '97.5', '--who-class', '2', '--pre-test', '12']).criteria;
  await page.waitForFunction(
    (all) => [...document.querySelectorAll('.criterion')].map(({ dataset }) => dataset.status).sort().join() === all,
    sorted(wanted).join(),
  );
  const { value } = wanted.find(({ name }) => name === 'right_axis_deviation').post_test_probability_percent;
  const axis = page.locator('.criterion[data-name=right_axis_deviation]');
  assert.match(await axis.textContent(), new RegExp(`Probability after it${Number(value.toPrecision(2))}\u00a0% \\(95\u00a0% interval`));
  await page.getByRole('button', { name: 'Normal' }).click();
  await page.getByRole('heading', { name: 'simulated-normal' }).waitFor();
  await page.getByRole('button', { name: /^bedside/ }).click();
  await page.locator('.criteria-panel').waitFor();
  assert.equal(await page.getByLabel('NT-proBNP (pg/ml)').inputValue(), '');
  assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie]), [0, 0, '']);
});

/** Holds back the next evaluation of bedside values until `evaluate` is called; runs in the page. */
function holdEvaluation() {
  window.Worker = class extends Worker {
    postMessage(request, moved) {
      const send = () => super.postMessage(request, moved);
      if (request.call !== 'measure' || request.input.options.nt_probnp_pg_per_ml === undefined) return send();
      window.evaluate = send;
    }
  };
}

test('until bedside values are evaluated nothing says that they are', async (t) => {
  const files = simulatedRecord(folder, { name: 'held', severity: 0 });
  const page = await measuredPage(t, files, { before: holdEvaluation });
  await page.getByLabel('NT-proBNP (pg/ml)').fill('40');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  await page.waitForFunction(() => window.evaluate !== undefined);
  assert.equal(await page.getByText('Evaluated with').count(), 0);
  await page.evaluate(() => window.evaluate());
  await page.getByText('Evaluated with NT-proBNP 40 pg/ml.').waitFor();
});

test('a bedside value that cannot be is not evaluated', async (t) => {
  const files = simulatedRecord(folder, { name: 'wrong', severity: 0 });
  const page = await measuredPage(t, files);
  if ((await page.locator('.criterion').count()) === 0) return t.skip('no sign is computed yet');
  await page.getByLabel('Oxygen saturation (%)').fill('975');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  assert.equal(await page.getByText('Evaluated with').count(), 0);
});

/** What the page, its CSV and its report say of the rules, once an evaluation would have ended. */
async function rulesSaid(page) {
  await page.waitForTimeout(500);
  const inPage = await page.locator('.criterion[data-name$=low_likelihood]').evaluateAll((rows) => rows.map(({ dataset }) => dataset.status));
  const csv = csvObjects(await saveText(page, 'CSV')).filter(({ name }) => /low_likelihood/.test(name)).map(({ status }) => status);
  return { inPage, csv, report: textOf(readPdf((await save(page, 'Report (PDF)')).bytes)) };
}

test('a bedside value that is refused, or changed and not evaluated, leaves no rule met by the value before it', async (t) => {
  const page = await measuredPage(t, simulatedRecord(folder, { name: 'changed', severity: 0 }));
  const field = page.getByLabel('NT-proBNP (pg/ml)');
  const evaluate = page.getByRole('button', { name: 'Evaluate' });
  const inForce = page.getByText('Evaluated with NT-proBNP 40 pg/ml.');
  const evaluated = async () => {
    await field.fill('40');
    await evaluate.click();
    await inForce.waitFor();
    await page.locator('.criterion[data-status=met][data-name=bonderman_2011_low_likelihood]').waitFor();
  };
  const nothing = ['not_computable', 'not_computable'];
  for (const [typed, submitted] of [['4000 pg', true], ['400', false]]) {
    await evaluated();
    await field.fill(typed);
    if (submitted) await evaluate.click();
    const { inPage, csv, report } = await rulesSaid(page);
    assert.deepEqual([inPage, csv], [nothing, nothing], typed);
    assert.doesNotMatch(report, /NT-proBNP 40/);
    assert.equal(await inForce.count(), 0);
    await page.getByText('The values were changed').waitFor();
  }
  await evaluated();
  assert.equal(await page.getByText('The values were changed').count(), 0);
});

test('what rested on bedside values is taken back at once, however long measuring anew takes', async (t) => {
  const page = await measuredPage(t, simulatedRecord(folder, { name: 'slow', severity: 0 }), { before: holdSecondEvaluation });
  await page.getByLabel('NT-proBNP (pg/ml)').fill('40');
  await page.getByLabel('Probability before the ECG (%)').fill('12');
  await page.getByRole('button', { name: 'Evaluate' }).click();
  const met = page.locator('.criterion[data-status=met][data-name=bonderman_2011_low_likelihood]');
  await met.waitFor();
  assert.ok((await page.getByText('Probability after it').count()) > 0);
  await page.evaluate(() => (window.holds = true));
  await page.getByLabel('NT-proBNP (pg/ml)').fill('400');
  await met.waitFor({ state: 'detached' });
  assert.equal(await page.getByText('Probability after it').count(), 0);
});

/** Once `holds` is set nothing is measured any more; runs in the page. */
function holdSecondEvaluation() {
  window.Worker = class extends Worker {
    postMessage(request, moved) {
      if (!(window.holds && request.call === 'measure')) super.postMessage(request, moved);
    }
  };
}

test('an NT-proBNP that no assay gives is asked for again: 0 stands for "not done"', async (t) => {
  const page = await measuredPage(t, simulatedRecord(folder, { name: 'undone', severity: 0 }));
  for (const text of ['0', '0,4', '4.9']) {
    await page.getByLabel('NT-proBNP (pg/ml)').fill(text);
    await page.getByRole('button', { name: 'Evaluate' }).click();
    await page.getByText('NT-proBNP (pg/ml): must be from 5 to 200000').waitFor();
  }
  assert.equal(await page.locator('.criterion[data-status=met][data-name$=low_likelihood]').count(), 0);
});

test("the file's own measurements stand beside ours", async (t) => {
  const path = join(root, 'tests/golden/io/muse/eight_leads.xml');
  const page = await measuredPage(t, [path]);
  const { stored_measurements: stored } = nativeMeasurement(path);
  await page.getByText('All measurements and amplitudes').click();
  for (const summary of await page.getByText(/^Further measurements stored/).all()) await summary.click();
  const text = await page.locator('.measurements-panel').innerText();
  for (const { name, value } of stored) assert.ok(text.includes(String(value).replace('-', '−')), `${name} ${value}`);
});

/** Beats of one height in every lead: III is not II − I. */
const beat = (time) => Math.exp(-(((time % 0.8) - 0.4) ** 2) / (2 * 0.015 ** 2));

test('a warning stands above everything else, once', async (t) => {
  const page = await measuredPage(t, textFile('same.csv', csvText(sameWave(twelveLeads, beat))));
  const warnings = page.locator('.quality-warning', { hasText: 'LimbLeadsContradict' });
  assert.equal(await warnings.count(), 1);
  const [warning, panel] = await Promise.all(
    [warnings, page.locator('.measurements-panel')].map((element) => element.boundingBox()),
  );
  assert.ok(warning.y < panel.y);
});

test('a record without beats says so and shows no numbers', async (t) => {
  const page = await measuredPage(t, textFile('flat.csv', csvText(sameWave(twelveLeads, () => 0))));
  const text = await page.locator('.measurements-panel').innerText();
  assert.match(text, /0 beats/);
  assert.match(text, /cannot be measured/);
  assert.doesNotMatch(text, /NaN|undefined|null/);
});

test('one lead alone is measured in it', async (t) => {
  const page = await measuredPage(t, textFile('one.csv', csvText({ II: beat })));
  assert.match(await tileText(page, 'rhythm'), /1[123] beats/);
  assert.doesNotMatch(await page.locator('.measurements-panel').innerText(), /NaN|undefined|null/);
});

test('until a recording is measured the page says so, on paper too', async (t) => {
  // The measuring never ends; the score comes without it.
  const before = () => {
    window.Worker = class extends Worker {
      postMessage(request, moved) {
        if (request.call === 'measure') return;
        if (request.call !== 'examine') return super.postMessage(request, moved);
        const data = { id: request.id, ok: false, failure: { code: 'UnknownFormat', message: 'on purpose', offset: null } };
        setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
      }
    };
  };
  const page = await openPage(t, used, { before });
  await chooseFiles(page, simulatedRecord(folder, { name: 'unmeasured' }));
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  const note = page.getByText('Still being measured: intervals, axes and signs are not here yet.');
  await note.waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.ok(await note.isVisible());
});

test('a recording that was measured is no longer said to be', async (t) => {
  const page = await measuredPage(t, simulatedRecord(folder, { name: 'done' }));
  assert.equal(await page.locator('.measuring-note').count(), 0);
});
