// The model scores recordings that measuring finds unusable: wherever the score stands, that must stand too.
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { openPage, useBrowser } from './browser.mjs';
import { nativeAnswer, nativeMeasurement, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvObjects, openedRecord, save, saveText } from './exporting.mjs';
import { madeAnswers, madeScreening, predictionsOf } from './made-answers.mjs';
import { readPdf, textOf } from './pdf-content.mjs';
import { webModules } from './web-modules.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const sound = simulatedRecord(folder, { name: 'sound', severity: 1 });

/** The same samples with a gain that is wrong by `factor`. */
function misscaled(name, factor) {
  const [header, signal] = ['hea', 'dat'].map((end) => join(folder, `${name}.${end}`));
  const text = readFileSync(sound[0], 'utf8').replaceAll('sound', name);
  writeFileSync(header, text.replace(/ 1000\(0\)\/mV/g, ` ${1000 * factor}(0)/mV`));
  copyFileSync(sound[1], signal);
  return [header, signal];
}

const someLeads = misscaled('someleads', 1 / 20);
const allLeads = misscaled('allleads', 50);
const unusableIn = ({ quality: { leads } }) => Object.keys(leads).filter((name) => leads[name].reason);

let modules;
before(async () => {
  modules = await webModules('ui/recording-quality', 'ui/status-text', 'report/records-table', 'report/file-naming');
  for (const [header] of [someLeads, allLeads]) assert.ok(nativeAnswer(header).predictions.length > 0, 'scored all the same');
  assert.ok(unusableIn(nativeMeasurement(someLeads[0])).length > 0);
  assert.equal(nativeMeasurement(allLeads[0]).quality.usability, 'unusable');
});

test('the doubt is the core’s: its leads before anything is measured, the recording’s reason once it is, and no doubt without a score', () => {
  const reason = { code: 'MainsInterference', message: '' };
  const warnings = [{ code: 'DoubtfulScore', message: '' }, { code: 'LimbLeadsContradict', message: '' }];
  const lead = (doubt) => ({ usable: true, reason: null, doubt });
  const screened = (change = {}) => ({ predictions: [{ leads: 12 }], quality: { leads: { V1: lead(reason), V2: lead(null) }, warnings, ...change } });
  const measured = { quality: { leads: {}, warnings: [], usability: 'unusable', reason } };
  const { doubt, warnings: others } = modules.recordingQuality(screened(), null);
  assert.deepEqual(doubt, { reason: null, leads: { V1: { usable: false, reason } } });
  assert.deepEqual(others, warnings.slice(1), 'the doubt is in no list beside');
  assert.equal(modules.recordingQuality(screened(), measured).doubt.reason, reason);
  const usable = { quality: { ...measured.quality, leads: { V1: { usable: true, reason: null } } } };
  assert.equal(modules.recordingQuality(screened(), usable).leads.V1.reason, reason, 'reports name it where measuring can use it');
  assert.equal(modules.recordingQuality(screened({ warnings: [] }), measured).doubt, null);
  assert.equal(modules.recordingQuality({ ...screened(), predictions: [] }, measured).doubt, null);
  assert.match(modules.doubtSentence({ reason: null, leads: {} }).text, /recording as a whole/);
});

test('list and table mark a score that the core warns of for its signal, its scale or its beats, and for no other warning', () => {
  const marked = (code, predictions = predictionsOf(['rv_overload'])) => {
    const result = madeScreening(predictions, { warnings: [{ code, message: '' }] });
    const { doubtful } = Object.fromEntries(modules.tableRow(madeAnswers(result), new modules.FileNaming(false)));
    const inList = modules.isDoubtful({ state: { kind: 'screened', result } });
    assert.equal(doubtful ?? false, inList, `${code}: the table says what the list says`);
    return inList;
  };
  for (const code of ['DoubtfulScore', 'UnusualScale', 'PacingSpikes', 'BroadComplexes']) {
    assert.ok(marked(code), code);
    assert.ok(!marked(code, []), `${code} without a score`);
  }
  assert.ok(!marked('LimbLeadsContradict'));
});

test('a score that rests on leads unusable for measuring is warned of above it', async (t) => {
  const page = await openedRecord(t, used, someLeads);
  await page.locator('.score-doubt').waitFor();
  const text = await page.locator('.result-panel').innerText();
  const warning = text.indexOf('do not rely on the score');
  assert.ok(warning >= 0 && warning < text.indexOf('of 100'), text);
  for (const name of unusableIn(nativeMeasurement(someLeads[0]))) {
    assert.ok(text.includes(name), name);
    assert.equal(nativeAnswer(someLeads[0]).quality.leads[name].doubt.code, 'ImplausibleScale');
  }
  assert.equal(await page.getByText('the amplitude is not that of an ECG').count(), 1, 'it is said once');
  assert.equal(await page.getByText('DoubtfulScore').count(), 0);
});

test('a recording unusable for measuring has its reason above the score, and its signs are no signs', async (t) => {
  const page = await openedRecord(t, used, allLeads);
  await page.locator('.score-doubt').waitFor();
  assert.match(await page.locator('.score-doubt').innerText(), /recording as a whole cannot be measured.*ImplausibleScale/s);
  assert.match(await page.locator('.criteria-panel').innerText(), /no sign may be taken as absent/);
  const { reason } = nativeMeasurement(allLeads[0]).quality;
  for (const title of ['Report (PDF)', 'Referral note (PDF)']) {
    const text = textOf(readPdf((await save(page, title)).bytes));
    const said = reason.message.replaceAll("'", text.includes("'") ? "'" : '’');
    assert.ok(text.toLowerCase().includes(said.toLowerCase()), `${title}: ${text}`);
    assert.match(text, /do not rely on the score/);
    assert.match(text, /no sign may be taken as absent/);
    assert.doesNotMatch(text, /classical signs of pulmonary hypertension: \d+|not met/i);
  }
});

test('the list and its table mark scores that measuring speaks against, and no others', async (t) => {
  const page = await openPage(t, used);
  await openedRecord(t, used, [...someLeads, ...allLeads, ...sound], { page });
  const row = (name) => page.locator('.record-choice', { hasText: name });
  for (const name of ['someleads', 'allleads']) await row(name).locator('.record-doubt').waitFor({ timeout: 20_000 });
  await row('sound').locator('.record-status-scored').waitFor();
  await page.getByText('Save all as a table').click();
  const rows = csvObjects(await saveText(page, 'Table of all (CSV)'));
  assert.deepEqual(rows.map(({ doubtful }) => doubtful), ['true', 'true', 'false']);
  assert.deepEqual(rows.map(({ unusable_recording: reason }) => reason), ['', 'ImplausibleScale', '']);
  assert.match(rows[0].unusable_leads, /\bV1=ImplausibleScale\b/);
  assert.equal(await row('sound').locator('.record-doubt').count(), 0);
});
