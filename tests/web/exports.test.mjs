import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, textFile, useBrowser } from './browser.mjs';
import { nativeAnswer, nativeMeasurement, simulatedRecord, temporaryFolder, webFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { csvObjects, openedRecord, parseCsv, patienceMs, save, saveText, sha256, showRecord } from './exporting.mjs';
import { printedPixelPt, printedTexts } from './pdf-content.mjs';

const { Fhir } = createRequire(join(webFolder, 'package.json'))('fhir');
const used = useBrowser();
const folder = temporaryFolder();
const beat = (time) => Math.exp(-(((time % 0.8) - 0.4) ** 2) / (2 * 0.015 ** 2));
const short = (name) => textFile(name, csvText(sameWave(twelveLeads, beat), { seconds: 4, rate: 200 }));
const broken = (name) => textFile(name, 'no ECG at all\n');

/** Numbers of the two builds differ in their last digits. */
function assertAlike(actual, wanted, path = '') {
  if (typeof wanted === 'number' && typeof actual === 'number') {
    return assert.ok(
      Math.abs(actual - wanted) <= 1e-4 * Math.max(1, Math.abs(wanted)),
      `${path}: ${actual}, not ${wanted}`,
    );
  }
  if (wanted === null || typeof wanted !== 'object') return assert.equal(actual, wanted, path);
  assert.deepEqual(Object.keys(actual ?? {}), Object.keys(wanted), path);
  for (const [name, value] of Object.entries(wanted)) assertAlike(actual[name], value, `${path}/${name}`);
}

const resourcesOf = (bundle, type) =>
  bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === type);
const codedAs = (observation, system) =>
  observation.code.coding.find((coding) => coding.system === `urn:leadwise:${system}`)?.code;

/** Valid by a validator's own copy of the standard, its references inside the bundle. */
function assertValidBundle(bundle) {
  const { valid, messages } = new Fhir().validate(bundle, { errorOnUnexpected: true });
  assert.deepEqual(
    messages.filter(({ severity }) => severity === 'error'),
    [],
  );
  assert.ok(valid);
  assert.equal(bundle.type, 'collection');
  const urls = bundle.entry.map(({ fullUrl }) => fullUrl);
  assert.equal(new Set(urls).size, urls.length);
  for (const url of urls)
    assert.match(url, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const [report] = resourcesOf(bundle, 'DiagnosticReport');
  for (const { reference } of report.result) assert.ok(urls.includes(reference));
  assert.equal(report.result.length, resourcesOf(bundle, 'Observation').length);
  for (const observation of resourcesOf(bundle, 'Observation')) {
    assert.ok(urls.includes(observation.device.reference));
    assert.equal(observation.status, 'preliminary');
    const values = Object.keys(observation).filter((name) => name.startsWith('value') || name === 'dataAbsentReason');
    assert.equal(values.length, 1, 'a value or the reason why there is none');
    assert.match(observation.note[0].text, /^Research use only/);
  }
}

test('the exports of a record', async (t) => {
  // The annotation file breaks off, and the note of it bears its name.
  const annotations = join(folder, 'patient4711.atr');
  writeFileSync(annotations, Buffer.from([0x10, 0x04]));
  const files = [...simulatedRecord(folder, { name: 'patient4711', severity: 1 }), annotations];
  const screened = nativeAnswer(files[0]);
  const { delineation: _, ...measured } = nativeMeasurement(files[0]);
  const page = await openedRecord(t, used, files);
  const hashed = sha256('patient4711.hea');
  const nameless = (notes) =>
    notes.map(({ code, message }) => ({
      code,
      message: message.replace('patient4711.atr', sha256('patient4711.atr')),
    }));

  await t.test('as JSON are the native tool’s answers', async () => {
    const { name, bytes } = await save(page, 'JSON');
    const exported = JSON.parse(bytes);
    const contents = exported.input_files.map((input) => input.sha256).sort();
    assert.equal(name, `leadwise-${sha256(contents.join('\n')).slice(0, 12)}.json`);
    assert.match(screened.notes[0].message, /patient4711/);
    assertAlike(exported.screening, { ...screened, file: hashed, notes: nameless(screened.notes) });
    assertAlike(exported.measurement, { ...measured, file: hashed, notes: nameless(measured.notes) });
    assert.match(exported.use, /^Research use only/);
    const inputs = new Map(exported.input_files.map((input) => [input.file, input.sha256]));
    const wanted = files.map((file) => [sha256(basename(file)), sha256(readFileSync(file))]);
    assert.deepEqual([...inputs].sort(), wanted.sort());
  });

  await t.test('as CSV are one answer a row, as the native tool gives it', async () => {
    const rows = csvObjects(await saveText(page, 'CSV'));
    const section = (name) => rows.filter((row) => row.section === name);
    assert.match(section('use')[0].value, /^Research use only/);
    assert.ok(section('use').some(({ value }) => /A low score does not exclude/.test(value)));
    const scores = section('score').map(({ name, value, unit }) => [name, Number(value), unit]);
    const wanted = screened.predictions.map(({ head, probability }) => [head, Math.round(100 * probability), 'of 100']);
    assert.deepEqual(scores, wanted);
    const numberOrNull = ({ value }) => (value === '' ? null : Number(value));
    assert.deepEqual(
      Object.fromEntries(section('measurement').map((row) => [row.name, numberOrNull(row)])),
      measured.measurements,
    );
    assert.deepEqual(
      section('criterion').map(({ name, status }) => [name, status]),
      measured.criteria.map(({ name, status }) => [name, status]),
    );
    for (const row of rows.filter(({ status }) =>
      ['absent', 'not_computable', 'abstained', 'failed'].includes(status),
    )) {
      assert.notEqual(row.reason, '', `${row.name} has a reason`);
    }
  });

  await t.test('as FHIR are a valid preliminary report with the same numbers, without a patient', async () => {
    const bundle = JSON.parse(await saveText(page, 'FHIR R4'));
    assertValidBundle(bundle);
    const [report] = resourcesOf(bundle, 'DiagnosticReport');
    assert.equal(report.status, 'preliminary');
    assert.match(report.conclusion, /^Research use only/);
    assert.match(report.conclusion, /A low score does not exclude/);
    assert.doesNotMatch(JSON.stringify(bundle), /"subject"|"Patient"|4711|"issued"|"effective/);
    const observations = resourcesOf(bundle, 'Observation');
    for (const { head, probability } of screened.predictions) {
      const score = observations.find((observation) => codedAs(observation, 'score') === head);
      assert.equal(score.valueQuantity.value, Math.round(100 * probability));
      assert.equal(score.valueQuantity.code, '{score}');
    }
    for (const [name, value] of Object.entries(measured.measurements)) {
      const observation = observations.find((other) => codedAs(other, 'measurement') === name);
      assert.equal(observation.valueQuantity?.value ?? null, value, name);
    }
    for (const { name, status } of measured.criteria) {
      const observation = observations.find((other) => codedAs(other, 'criterion') === name);
      assert.equal(observation.valueCodeableConcept?.coding[0].code ?? 'not_computable', status, name);
    }
    const qrs = observations.find((other) => codedAs(other, 'measurement') === 'qrs_ms');
    assert.deepEqual(qrs.code.coding[0], { system: 'http://loinc.org', code: '8633-0', display: 'QRS duration' });
  });

  await t.test('nor does the printed page bear a name, which a note quotes, unless names are asked for', async () => {
    const printed = async () => {
      await page.emulateMedia({ media: 'print' });
      const text = await page.locator('.record-view').innerText();
      await page.emulateMedia({ media: 'screen' });
      return text;
    };
    const names = page.locator('.export-panel').getByLabel('Include file names');
    assert.match(await page.locator('.record-note').first().innerText(), /patient4711\.atr/);
    const nameless = await printed();
    assert.doesNotMatch(nameless, /4711/);
    assert.ok(nameless.includes(sha256('patient4711.atr')), 'the note itself is there');
    await names.check();
    assert.match(await printed(), /patient4711\.atr/);
    await names.uncheck();
  });

  await t.test('bear no file name, and the file’s own where that is asked for', async () => {
    for (const title of ['CSV', 'JSON', 'FHIR R4']) assert.doesNotMatch(await saveText(page, title), /4711/);
    await page.locator('.export-panel').getByLabel('Include file names').check();
    const { name, bytes } = await save(page, 'JSON');
    const exported = JSON.parse(bytes);
    assert.equal(name, 'patient4711.json');
    assert.equal(exported.screening.file, 'patient4711.hea');
    assert.equal(exported.commands[0], 'leadwise screen patient4711.hea --leads all --json');
    assert.match(await saveText(page, 'CSV'), /patient4711\.dat/);
  });
});

test('an abstention and a failure are exported as what they are', async (t) => {
  const page = await openedRecord(t, used, [short('short.csv'), broken('secret99.csv')]);
  await showRecord(page, 'short.csv');

  await t.test('an abstention in JSON, CSV and FHIR', async () => {
    const json = JSON.parse(await saveText(page, 'JSON'));
    assert.equal(json.screening.abstained.code, 'TooShort');
    assert.deepEqual(json.screening.predictions, []);
    const scores = csvObjects(await saveText(page, 'CSV')).filter(({ section }) => section === 'score');
    assert.equal(scores.length, 2);
    for (const { value, status, reason } of scores)
      assert.deepEqual([value, status, reason], ['', 'abstained', 'TooShort']);
    const bundle = JSON.parse(await saveText(page, 'FHIR R4'));
    assertValidBundle(bundle);
    const observations = resourcesOf(bundle, 'Observation').filter((observation) => codedAs(observation, 'score'));
    assert.equal(observations.length, 2);
    for (const { dataAbsentReason } of observations) assert.equal(dataAbsentReason.coding[1].code, 'TooShort');
    assert.match(resourcesOf(bundle, 'DiagnosticReport')[0].conclusion, /No score for this ECG/);
  });

  await t.test('a failure in JSON, CSV and FHIR, without quoting the file', async () => {
    await page.locator('.record-choice', { hasText: 'secret99' }).click();
    await page.locator('.failure-panel').waitFor();
    assert.ok(await page.getByRole('button', { name: 'Report (PDF)' }).isDisabled());
    const texts = {
      json: await saveText(page, 'JSON'),
      csv: await saveText(page, 'CSV'),
      fhir: await saveText(page, 'FHIR R4'),
    };
    for (const text of Object.values(texts)) assert.doesNotMatch(text, /secret99|no ECG at all/);
    const { screening } = JSON.parse(texts.json);
    assert.equal(screening.ok, false);
    assert.equal(typeof screening.error.code, 'string');
    const rows = csvObjects(texts.csv).filter(({ section }) => ['score', 'measurement', 'criterion'].includes(section));
    assert.ok(
      rows.every(({ status, reason, value }) => status === 'failed' && reason === screening.error.code && value === ''),
    );
    assertValidBundle(JSON.parse(texts.fhir));
  });
});

test('the table of all has one row a record, whatever became of it', async (t) => {
  const formula = '=HYPERLINK("http:x",1).csv';
  const files = simulatedRecord(folder, { name: 'scored', severity: 0 });
  const page = await openPage(t, used);
  await chooseFiles(page, files);
  await page.locator('.result-panel').waitFor({ timeout: patienceMs });
  await chooseFiles(page, [short('short.csv'), broken('broken.csv'), short('+1.csv'), short('@a.csv'), short(formula)]);
  await page.getByText('6 of 6 done').waitFor({ timeout: patienceMs });
  await page.getByText('Save all as a table').click();
  const rows = csvObjects(await saveText(page, 'Table of all (CSV)'));
  const native = nativeAnswer(files[0]);
  const { measurements, criteria } = nativeMeasurement(files[0]);

  await t.test('with status and reason', () => {
    const byName = (name) => rows.find(({ file }) => file === sha256(name));
    assert.equal(rows.length, 6);
    assert.equal(byName('scored.hea').status, 'scored');
    assert.deepEqual([byName('short.csv').status, byName('short.csv').code], ['abstained', 'TooShort']);
    assert.equal(byName('broken.csv').status, 'failed');
    assert.notEqual(byName('broken.csv').code, '');
    for (const { use } of rows) assert.match(use, /^Research use only/);
  });

  await t.test('with the native tool’s scores, measurements and signs', () => {
    const row = rows.find(({ status }) => status === 'scored');
    for (const { head, probability } of native.predictions) {
      assert.equal(row[`score_0_to_100_${head}`], String(Math.round(100 * probability)));
    }
    for (const name of ['heart_rate_bpm', 'pr_ms', 'qrs_ms', 'qrs_axis_deg'])
      assert.equal(row[name], String(measurements[name]));
    for (const { name, status } of criteria) assert.equal(row[`criterion_${name}`], status);
    assert.equal(row.input_sha256, files.map((file) => sha256(readFileSync(file))).join(' '));
    const abstained = rows.find(({ status }) => status === 'abstained');
    for (const { head } of native.predictions) {
      assert.equal(abstained[`score_0_to_100_${head}`], '');
      assert.equal(abstained[`no_score_${head}`], 'TooShort');
    }
  });

  await t.test('with names only where asked for, and none that a spreadsheet would compute', async () => {
    await page.locator('.record-list').getByLabel('Include file names').check();
    const cells = parseCsv(await saveText(page, 'Table of all (CSV)'));
    assert.deepEqual(
      cells.slice(1).map(([file]) => file),
      ['scored.hea', 'short.csv', 'broken.csv', "'+1.csv", "'@a.csv", `'${formula}`],
    );
    for (const cell of cells.flat())
      assert.ok(!/^[=+@\t\r]/.test(cell) && (!/^-/.test(cell) || Number.isFinite(Number(cell))), cell);
  });
});

test('tables begin with a byte order mark, so that Excel reads names in UTF-8, and nothing else does', async (t) => {
  const page = await openedRecord(t, used, short('Hélène.csv'));
  await page.locator('.export-panel').getByLabel('Include file names').check();
  const hasMark = ({ bytes }) => bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]));
  for (const title of ['JSON', 'FHIR R4']) assert.ok(!hasMark(await save(page, title)), title);
  await page.getByText('Save all as a table').click();
  await page.locator('.record-list').getByLabel('Include file names').check();
  for (const title of ['CSV', 'Table of all (CSV)']) {
    const saved = await save(page, title);
    assert.ok(hasMark(saved), title);
    assert.ok(!hasMark({ bytes: saved.bytes.subarray(3) }), 'one alone');
    assert.match(saved.bytes.toString('utf8'), /Hélène\.csv/);
  }
});

test('neither a dialog that is open nor the name of a file that could not be read is printed', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, textFile('patient4711.csv', 'no table'));
  await page.locator('.failure-panel').waitFor({ timeout: patienceMs });
  await page.getByRole('button', { name: 'Help' }).click();
  await page.locator('dialog[open]').waitFor();
  assert.match(await page.locator('body').innerText(), /patient4711/);
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await page.locator('dialog[open]').isVisible()));
  assert.doesNotMatch(await page.locator('body').innerText(), /patient4711/);
});

test('nor is the name of a file that could be read and no more when it was to be measured', async (t) => {
  const before = () => {
    window.Worker = class extends Worker {
      postMessage(request, moved) {
        if (!/^(measure|examine)$/.test(request.call)) return super.postMessage(request, moved);
        const failure = { code: 'FileNotReadable', message: 'The browser could not read gone4711.hea', offset: null };
        const data = { id: request.id, ok: false, failure };
        setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data })));
      }
    };
  };
  const page = await openPage(t, used, { before });
  await chooseFiles(page, simulatedRecord(folder, { name: 'gone4711' }));
  const note = page.locator('.unmeasured-note');
  await note.waitFor({ timeout: patienceMs });
  assert.match(await note.innerText(), /gone4711/);
  await page.emulateMedia({ media: 'print' });
  assert.ok(await note.isVisible());
  assert.doesNotMatch(await page.locator('.record-view').innerText(), /4711/);
});

for (const language of ['en', 'fr']) {
  test(`${language}: every printed page tells whose ECG it is, and the trace stands below the result on the first`, async (t) => {
    const files = simulatedRecord(folder, { name: 'sheet' });
    const page = await openedRecord(t, used, files, { url: `${used.server.url}?lang=${language}` });
    await page.locator('.print-trace').waitFor({ state: 'attached', timeout: patienceMs });
    await page.locator('.criteria-panel').waitFor({ timeout: patienceMs });
    const texts = printedTexts(await page.pdf({ preferCSSPageSize: true }));
    assert.equal(texts.length, 2);
    for (const text of texts) assert.ok(text.includes(sha256('sheet.hea')), text.slice(0, 200));
    assert.match(texts[0], /12leads.*aVR|12dérivations.*aVR/, 'the score, then the trace');
    assert.doesNotMatch(texts[1], /aVR/);
    assert.doesNotMatch(texts.join(''), /sheet\.hea/, 'no file name');
    await page.emulateMedia({ media: 'print' });
    // Browsers without margin boxes have this line alone.
    assert.match(await page.locator('.record-title').innerText(), new RegExp(sha256('sheet.hea')));
    await page.emulateMedia({ media: 'screen' });
    assert.ok(!(await page.locator('.print-identity').isVisible()), 'on paper alone');
  });
}

test('a printed page has the result, the measurements and the trace in true millimetres, and no controls', async (t) => {
  const files = simulatedRecord(folder, { name: 'printed' });
  const page = await openedRecord(t, used, files, { colorScheme: 'dark' });
  const printed = await page.pdf({ preferCSSPageSize: true });
  assert.ok(Math.abs(printedPixelPt(printed) - 0.75) < 1e-3, 'the browser prints it in its own size');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const svg = page.locator('.print-trace svg');
  const { width, height } = await svg.boundingBox();
  assert.ok(Math.abs((width * 25.4) / 96 - 265) < 0.1, `${width} px`);
  const [, , viewWidth, viewHeight] = (await svg.getAttribute('viewBox')).split(' ').map(Number);
  assert.ok(Math.abs(width / viewWidth - height / viewHeight) < 1e-3, 'both ways to one scale');
  for (const shown of ['.result-panel', '.measurements-panel', '.criteria-panel', '.page-header .research-mark']) {
    assert.ok(await page.locator(shown).first().isVisible(), shown);
  }
  for (const hidden of ['button', 'input', '.ecg-paper', '.export-panel', '.record-list', '.open-panel']) {
    const visible = await page
      .locator(hidden)
      .evaluateAll((all) => all.filter((element) => element.checkVisibility()).length);
    assert.equal(visible, 0, hidden);
  }
  assert.ok(!(await page.getByRole('heading', { name: 'printed.hea' }).isVisible()), 'no file name');
  assert.ok(!(await page.locator('.language-choice').isVisible()), 'no choice of a language');
  assert.match(await page.locator('.print-trace').innerText(), new RegExp(sha256('printed.hea')));
  const paper = await page.evaluate(() => getComputedStyle(document.body).color.match(/\d+/g).map(Number));
  assert.ok(
    paper.every((part) => part < 80),
    'dark letters on light paper',
  );
});
