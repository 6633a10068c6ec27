import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, textFile, useBrowser } from './browser.mjs';
import { runTool, simulatedRecord, temporaryFolder, webFolder } from './built.mjs';
import { csvObjects, patienceMs, save, saveText } from './exporting.mjs';
import { asValidated, calibration, madeWeights, trainingPrevalence } from './made-weights.mjs';
import { readPdf, textOf } from './pdf-content.mjs';

const { Fhir } = createRequire(join(webFolder, 'package.json'))('fhir');
const used = useBrowser();
const folder = temporaryFolder();
const record = simulatedRecord(folder, { name: 'known', severity: 0.7 });

function weightFile(name, change) {
  const path = join(folder, `${name}.safetensors`);
  writeFileSync(path, madeWeights(change));
  return path;
}

const nativeAnswers = (weights) =>
  JSON.parse(runTool(['screen', record[0], '--leads', 'all', '--json', '--model', weights])).predictions;

async function openedWith(t, weights) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 1000 } });
  await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(weights);
  await page.locator('.own-weights').waitFor({ timeout: patienceMs });
  await chooseFiles(page, record);
  await page.locator('.export-panel button:enabled', { hasText: 'JSON' }).waitFor({ timeout: patienceMs });
  return page;
}

const percent = (probability) => `${100 * probability < 10 ? (100 * probability).toFixed(1) : Math.round(100 * probability)}\u00a0%`;
const number = (probability) => percent(probability).replace('\u00a0%', '');
const odds = (probability) => probability / (1 - probability);
const shifted = (probability, prior) => {
  const now = (odds(probability) * odds(prior)) / odds(trainingPrevalence);
  return now / (1 + now);
};

const validated = weightFile('validated', asValidated);
const negativeText =
  'Pattern not found. This does not exclude PH: many patients have normal ECGs. If suspicion remains: echocardiography.';

test('validated weights show a probability with its interval and threshold, and no score', async (t) => {
  const page = await openedWith(t, validated);
  await page.locator('.probability-result').waitFor({ timeout: patienceMs });
  const [twelve, six] = nativeAnswers(validated);
  assert.ok(twelve.probability_low < twelve.probability && twelve.probability < twelve.probability_high);
  const text = await page.locator('.result-panel').innerText();
  assert.ok(text.includes(percent(twelve.probability)), text);
  assert.ok(text.includes(`95\u00a0% interval ${number(twelve.probability_low)} to ${percent(twelve.probability_high)}`), text);
  assert.ok(text.includes('Threshold 30\u00a0%.'));
  const listed = page.locator('.record-list .record-status');
  await listed.filter({ hasText: '%' }).waitFor();
  assert.equal(await listed.innerText(), `12-lead probability: ${percent(twelve.probability)}`);
  assert.ok(text.includes(`6 limb leads: ${percent(six.probability)}`), 'the other leads stand beside it');
  assert.match(text, twelve.positive === six.positive ? /they agree/ : /they disagree/);
  assert.doesNotMatch(text, /of 100/);
  assert.match(text, /Research use only/i);
  assert.equal(await page.locator('.probability-result').getAttribute('data-leads'), '12');
});

/** The same network asked for the wedge pressure first and for pulmonary hypertension last. */
const severalTasks = weightFile('several', (model) => {
  asValidated(model);
  Object.assign(model.heads[0], { task: 'elevated_pawp', calibration: { ...calibration, intercept: -5 } });
});

test('with weights of several tasks the list shows and orders by pulmonary hypertension alone, and names it in every row', async (t) => {
  const page = await openedWith(t, severalTasks);
  const normal = simulatedRecord(folder, { name: 'normal', severity: 0 });
  await chooseFiles(page, [...normal, ...simulatedRecord(folder, { name: 'severe', severity: 1 })]);
  await chooseFiles(page, ['a', 'b', 'c'].map((name) => textFile(`${name}.csv`, '')));
  await page.getByText('6 of 6 done').waitFor({ timeout: patienceMs });
  const answer = ({ task }) => task === 'ph_detection';
  const probabilityOf = ([header]) => JSON.parse(runTool(['screen', header, '--leads', 'all', '--json', '--model', severalTasks])).predictions.find(answer).probability;
  const rows = page.locator('.record-choice', { has: page.locator('.record-status-scored') });
  const expected = (path) => `Pulmonary hypertension pattern 6-lead probability: ${percent(probabilityOf(path))}`;
  const texts = (await rows.allInnerTexts()).map((text) => text.replaceAll('\n', ' '));
  assert.deepEqual(texts.map((text) => text.includes(expected(text.startsWith('known') ? record : normal))).slice(0, 2), [true, true], texts.join());
  await page.locator('.list-choices').getByLabel('Order').selectOption('score');
  await page.locator('.record-choice').first().filter({ hasText: /severe|known/ }).waitFor();
  const shown = (await page.locator('.record-status-scored').allInnerTexts()).map((text) => Number(text.match(/([\d.]+)\u00a0%/)[1]));
  assert.deepEqual(shown, [...shown].sort((a, b) => b - a));
  const overflows = await page.locator('.record-choice').evaluateAll((all) => all.filter((row) => row.scrollHeight > row.clientHeight).length);
  assert.equal(overflows, 0, 'every row holds its lines');
});

test('a probability just below its threshold reads as below it, in the result and in the report', async (t) => {
  const [twelve] = nativeAnswers(validated);
  const threshold = twelve.probability + 1e-5;
  const page = await openedWith(t, weightFile('near', (model) => asValidated(model, { threshold })));
  const pdf = textOf(readPdf((await save(page, 'Report (PDF)')).bytes)).replaceAll(' %', '\u00a0%');
  const shown = (await page.locator('.probability-result').innerText()).replaceAll('\n', ' ');
  for (const text of [shown, pdf]) {
    assert.match(text, /Pattern not found/);
    const [, probability, cut] = text.match(/([\d.]+)\u00a0%[^%]*95[^]*?Threshold ([\d.]+)\u00a0%/);
    assert.ok(Number(probability) < Number(cut), text);
  }
});

test('weights of one task do not name it in the list', async (t) => {
  const page = await openedWith(t, validated);
  assert.equal(await page.locator('.record-task').count(), 0);
});

/** All that the result, the list and the caption of an explanation have said, from the first moment on. */
function listenToAnswers() {
  window.said = [];
  const note = () => {
    for (const part of document.querySelectorAll('.result-panel, .record-status')) window.said.push(part.textContent);
  };
  document.addEventListener('DOMContentLoaded', () => new MutationObserver(note).observe(document.body, { childList: true, subtree: true, characterData: true }));
}

for (const [name, more] of [['10 s', []], ['70 s', ['--duration-s', '70']]]) {
  test(`an ECG of ${name} never has a score first where the weights are validated`, async (t) => {
    const page = await openPage(t, used, { before: listenToAnswers });
    await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(validated);
    await page.locator('.own-weights').waitFor({ timeout: patienceMs });
    await chooseFiles(page, simulatedRecord(folder, { name: `first-${more.length}`, severity: 0.7, more }));
    await page.locator('.probability-result').waitFor({ timeout: patienceMs });
    await chooseFiles(page, simulatedRecord(folder, { name: `then-${more.length}`, severity: 0.2, more }));
    await page.locator('h2', { hasText: `then-${more.length}` }).waitFor({ timeout: patienceMs });
    await page.locator('.probability-result').waitFor({ timeout: patienceMs });
    const said = await page.evaluate(() => window.said);
    assert.ok(said.some((text) => text.includes('interval')), said.join());
    for (const text of said) assert.doesNotMatch(text, /of 100|score:|never tested|not the chance/);
  });
}

test('what an answer rests on is told of a probability where the answer is one', async (t) => {
  const page = await openedWith(t, validated);
  const [twelve] = nativeAnswers(validated);
  const answered = `for this ECG it is ${percent(twelve.probability)}`;
  await page.getByRole('button', { name: 'What moved the score', exact: true }).click();
  await page.locator('.explained-keys').waitFor({ timeout: patienceMs });
  const legend = await page.locator('.explained-legend').innerText();
  assert.ok(legend.includes(answered), legend);
  await page.locator('.attribution-strip summary').click();
  const table = page.locator('.attribution-table').first();
  await table.waitFor({ timeout: patienceMs });
  const text = await table.innerText();
  assert.ok(text.includes(answered), text);
  for (const told of [legend, text]) assert.doesNotMatch(told, /of 100/);
  assert.equal(await page.locator('.explained-legend').getByLabel('Probability of').count(), 1);
});

test('no probability before the ECG is chosen beforehand, and a chosen one shifts the answer once', async (t) => {
  const page = await openedWith(t, validated);
  const form = page.locator('.pre-test-form');
  await form.waitFor({ timeout: patienceMs });
  assert.equal(await form.locator('[aria-pressed=true]').innerText(), 'Not given');
  assert.equal(await form.locator('input').getAttribute('aria-valuetext'), 'Not given');
  assert.equal((await page.locator('.post-test').innerText()).trim(), '');
  const [{ probability, probability_low: low, probability_high: high }] = nativeAnswers(validated);
  for (const [name, before] of [['Dyspnoea 4.4\u00a0%', 4.4], ['Catheter referral 50\u00a0%', 50]]) {
    const prior = before / 100;
    await form.getByRole('button', { name }).click();
    const text = await page.locator('.post-test').innerText();
    const wanted = `With ${before}\u00a0% before the ECG: ${percent(shifted(probability, prior))} (95\u00a0% interval ` +
      `${number(shifted(low, prior))} to ${percent(shifted(high, prior))})`;
    assert.ok(text.includes(wanted), `${text}\n${wanted}`);
    assert.match(await form.innerText(), /Source: /);
  }
  await form.locator('input').focus();
  await page.keyboard.press('ArrowLeft');
  assert.equal(await form.locator('[aria-pressed=true]').count(), 0, 'a value of one’s own is no preset');
  assert.match(await page.locator('.post-test').innerText(), /With 49\u00a0% before the ECG/);
  await form.getByRole('button', { name: 'Not given' }).click();
  assert.equal((await page.locator('.post-test').innerText()).trim(), '');
});

test('a negative reads as the clinical guide has it', async (t) => {
  const page = await openedWith(t, weightFile('strict', (model) => asValidated(model, { threshold: 0.999 })));
  await page.locator('.probability-result').waitFor({ timeout: patienceMs });
  const text = (await page.locator('.probability-result').innerText()).replace(/\s+/g, ' ');
  assert.ok(text.includes(negativeText), text);
});

test('exports say the same: probability, interval, threshold, and what was assumed only where it was chosen', async (t) => {
  const page = await openedWith(t, validated);
  await page.locator('.probability-result').waitFor({ timeout: patienceMs });
  const [twelve] = nativeAnswers(validated);

  const plain = JSON.parse(await saveText(page, 'JSON'));
  assert.equal(plain.commands[0], 'leadwise screen FILE --model WEIGHTS --leads all --json');
  assert.equal('post_test' in plain, false);
  assert.ok(Math.abs(plain.screening.predictions[0].probability_low - twelve.probability_low) < 1e-4);
  assert.ok(csvObjects(await saveText(page, 'CSV')).every(({ section }) => section !== 'post_test' && section !== 'score'));
  assert.doesNotMatch(await saveText(page, 'FHIR R4'), /post_test/);
  assert.doesNotMatch(textOf(readPdf((await save(page, 'Report (PDF)')).bytes)), /before the ECG/);

  await page.getByRole('button', { name: 'Systemic sclerosis 12\u00a0%' }).click();
  const [post] = JSON.parse(await saveText(page, 'JSON')).post_test;
  assert.equal(post.pre_test_probability_percent, 12);
  assert.equal(post.training_prevalence, trainingPrevalence);
  assert.ok(Math.abs(post.probability - shifted(twelve.probability, 0.12)) < 1e-3);
  assert.ok(Math.abs(post.probability_high - shifted(twelve.probability_high, 0.12)) < 1e-3);

  const rows = csvObjects(await saveText(page, 'CSV'));
  const value = (section, name) => Number(rows.find((row) => row.section === section && row.name === name)?.value);
  assert.ok(Math.abs(value('probability', twelve.head) - 100 * twelve.probability) < 0.02);
  assert.ok(Math.abs(value('probability', `${twelve.head}_low`) - 100 * twelve.probability_low) < 0.02);
  assert.equal(value('probability', `${twelve.head}_threshold`), 30);
  assert.equal(value('post_test', `${twelve.head}_pre_test`), 12);
  assert.ok(Math.abs(value('post_test', twelve.head) - 100 * shifted(twelve.probability, 0.12)) < 0.1);

  const bundle = JSON.parse(await saveText(page, 'FHIR R4'));
  const { messages } = new Fhir().validate(bundle, { errorOnUnexpected: true });
  assert.deepEqual(messages.filter(({ severity }) => severity === 'error'), []);
  const observations = bundle.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === 'Observation');
  const coded = (code) => observations.find(({ code: { coding } }) => coding.some((one) => one.system === 'urn:leadwise:probability' && one.code === code));
  assert.ok(Math.abs(coded(twelve.head).valueQuantity.value - 100 * twelve.probability) < 0.02);
  assert.equal(coded(twelve.head).component.length, 3);
  assert.ok(Math.abs(coded(`${twelve.head}_post_test`).valueQuantity.value - 100 * shifted(twelve.probability, 0.12)) < 0.1);

  for (const title of ['Report (PDF)', 'Referral note (PDF)']) {
    const text = textOf(readPdf((await save(page, title)).bytes));
    const says = (words) => assert.ok(text.includes(words.replaceAll('\u00a0', ' ')), text);
    says(percent(twelve.probability));
    says('95 % interval');
    says('Threshold 30 %');
    says(`With 12 % before the ECG: ${percent(shifted(twelve.probability, 0.12))}`);
    assert.match(text, /Research use only/i);
  }
});

test('the table of all has probabilities in the place of scores', async (t) => {
  const page = await openedWith(t, validated);
  const [twelve] = nativeAnswers(validated);
  await page.getByText('Save all as a table').click();
  const [row] = csvObjects(await saveText(page, 'Table of all (CSV)'));
  assert.ok(Math.abs(Number(row[`probability_percent_${twelve.head}`]) - 100 * twelve.probability) < 0.02);
  assert.ok(Math.abs(Number(row[`probability_high_percent_${twelve.head}`]) - 100 * twelve.probability_high) < 0.02);
  assert.equal(row[`threshold_percent_${twelve.head}`], '30');
  assert.equal(row[`pattern_found_${twelve.head}`], String(twelve.positive));
  assert.ok(Object.keys(row).every((name) => !name.startsWith('score_')));
});

/** Everything that speaks of validation but for one thing. */
const unvalidated = {
  'shipped weights': () => undefined,
  'calibrated weights that nobody validated': (model) => {
    for (const head of model.heads) Object.assign(head, { calibration, threshold: 0.3, training_prevalence: trainingPrevalence });
  },
  'a head that calls itself validated in a card that is not': (model) => {
    asValidated(model);
    Object.assign(model, { clinically_validated: false, validated_on: null });
  },
  'a card that is validated with heads that are not': (model) => {
    asValidated(model);
    for (const head of model.heads) head.clinically_validated = false;
  },
  'validated weights without a calibration': (model) => {
    asValidated(model);
    for (const head of model.heads) head.calibration = null;
  },
};

for (const [name, change] of Object.entries(unvalidated)) {
  test(`${name}: a score of 0 to 100 and nowhere a percentage or a probability`, async (t) => {
    const weights = weightFile('doubtful', (model) => {
      change(model);
      model.name = 'doubtful';
    });
    let tried;
    try {
      tried = nativeAnswers(weights);
    } catch {
      return t.skip('the core refuses such a file');
    }
    const page = await openedWith(t, weights);
    await page.locator('.score-row').nth(1).waitFor({ timeout: patienceMs });
    const score = Math.round(100 * tried[0].probability);
    assert.equal(await page.locator('.score-row strong').first().innerText(), String(score));
    assert.equal(await page.locator('.probability-result, .pre-test-form, .post-test').count(), 0);
    const shown = await page.locator('.result-panel, .record-list').allInnerTexts();
    for (const text of shown) assert.doesNotMatch(text, /%|interval|threshold|before the ECG/i);
    const rows = csvObjects(await saveText(page, 'CSV'));
    assert.deepEqual(rows.filter(({ section }) => section === 'score').map(({ value }) => Number(value))[0], score);
    assert.ok(rows.every(({ section }) => section !== 'probability' && section !== 'post_test'));
    assert.equal('post_test' in JSON.parse(await saveText(page, 'JSON')), false);
    assert.doesNotMatch(await saveText(page, 'FHIR R4'), /urn:leadwise:probability/);
    const report = readPdf((await save(page, 'Report (PDF)')).bytes);
    assert.match(textOf(report), new RegExp(`${score} of 100`));
    assert.doesNotMatch(textOf(report), /% interval|before the ECG|Threshold/);
  });
}

/** With a name that leaves the answer little room. */
const ward = join(folder, 'a ward of many ECGs');
mkdirSync(ward);
simulatedRecord(ward, { name: 'known', severity: 0.7 });

for (const width of [1440, 390]) {
  for (const language of ['en', 'fr', 'es', 'pt']) {
    test(`a row of the list shows name and probability whole, in ${language} at ${width} pixels`, async (t) => {
      const page = await openPage(t, used, { viewport: { width, height: 844 }, url: `${used.server.url}?lang=${language}` });
      await page.locator('input[type=file][accept=".safetensors"]').setInputFiles(validated);
      await page.locator('.own-weights').waitFor({ timeout: patienceMs });
      const session = await page.context().newCDPSession(page);
      const data = { items: [], files: [ward], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop']) {
        await session.send('Input.dispatchDragEvent', { type, x: 200, y: 300, data });
      }
      await page.locator('.record-status', { hasText: '%' }).waitFor({ timeout: patienceMs });
      const places = await page.locator('.record-choice').evaluate((button) => {
        const box = (element) => element.getBoundingClientRect();
        const [name, status] = ['.record-name > span', '.record-status'].map((part) => box(button.querySelector(part)));
        return { row: box(button), name, status };
      });
      const { row, name, status } = places;
      assert.ok(name.top >= row.top && status.bottom <= row.bottom, JSON.stringify(places));
      assert.ok(status.height < 28 && Math.max(name.right, status.right) <= row.right - 8, JSON.stringify(places));
    });
  }
}

test('heads that claim to be validated in weights that are not have a score, a low one that excludes nothing, and no finding', async (t) => {
  const weights = weightFile('head-alone', (model) => {
    asValidated(model, { threshold: 0.99 });
    model.clinically_validated = false;
  });
  const page = await openedWith(t, weights);
  const text = await page.locator('.result-panel').innerText();
  assert.match(text, /These weights were never tested on catheterised patients/);
  assert.doesNotMatch(text, /Pattern (not )?found/);
  const report = textOf(readPdf((await save(page, 'Report (PDF)')).bytes));
  assert.match(report, /never tested on catheterised patients/);
  assert.doesNotMatch(report, /Pattern (not )?found/);
});
