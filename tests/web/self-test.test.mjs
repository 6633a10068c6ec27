import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, closeBehindPages, openPage, shownAnswer, shownScores, useBrowser } from './browser.mjs';
import { nativeAnswer, root, simulatedRecord, temporaryFolder } from './built.mjs';
import { serveSite } from './static-server.mjs';

const used = useBrowser();
const folder = join(root, 'web/src/self-test');
const golden = JSON.parse(await readFile(join(folder, 'golden-answer.json'), 'utf8'));
const record = simulatedRecord(temporaryFolder(), { name: 'any', severity: 0.5 });

test('the built-in answer is the native tool\'s, with the weights that ship', async () => {
  const native = nativeAnswer(join(folder, 'golden-ecg.hea'));
  const weights = await readFile(join(root, 'core/model/leadwise-rv-overload.safetensors'));
  assert.equal(golden.model.sha256, createHash('sha256').update(weights).digest('hex'), 'run scripts/make_self_test.py');
  assert.deepEqual(golden.predictions.map(({ head }) => head), native.predictions.map(({ head }) => head));
  assert.ok(golden.predictions.length > 0);
  golden.predictions.forEach(({ probability }, index) => {
    // The same program on another processor may choose other kernels.
    assert.ok(Math.abs(probability - native.predictions[index].probability) < 2e-5, 'run scripts/make_self_test.py');
  });
});

/** The page with a built-in answer that is off by so much, in the middle of a score's range. */
async function pageWithAnswerOff(t, difference) {
  const [{ probability }] = golden.predictions;
  const digits = (value) => String(value).replace(/^0/, '');
  let changed = 0;
  const server = await serveSite(undefined, (file, bytes) => {
    if (!file.includes('worker')) return bytes;
    const text = bytes.toString();
    changed += text.split(digits(probability)).length - 1;
    return Buffer.from(text.replace(digits(probability), digits(probability + difference)));
  });
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server });
  await chooseFiles(page, record);
  await shownAnswer(page);
  assert.ok(changed > 0, 'the built-in answer was found and changed');
  return page;
}

async function assertRefusesToPredict(page, message) {
  assert.match(await page.getByRole('alert').innerText(), /No scores in this browser/);
  const answer = await page.locator('.abstention-panel').innerText();
  assert.match(answer, /SelfTestFailed/);
  assert.match(answer, message);
  assert.match(answer, /Research use only/);
  assert.equal(await page.locator('.score-row').count(), 0);
  assert.equal(await page.locator('.record-list .record-status').innerText(), 'No score');
  // What needs no weights stays.
  await page.locator('.ecg-paper canvas').waitFor();
  await page.locator('.measurements-panel').waitFor();
}

test('a browser whose answer for the built-in ECG differs gets no scores, but traces and measurements', async (t) => {
  const page = await pageWithAnswerOff(t, 2e-4);
  await assertRefusesToPredict(page, /rv_overload_12: the built-in ECG scored 0\.\d+ here and must score 0\.\d+/);
});

test('a browser that cannot be trusted with the shipped weights is not trusted with others', async (t) => {
  const page = await pageWithAnswerOff(t, -2e-4);
  await chooseFiles(page, [join(root, 'core/model/leadwise-rv-overload.safetensors')]);
  await page.locator('.own-weights').waitFor();
  await assertRefusesToPredict(page, /must score/);
});

test('a difference within the agreement of browsers is no failure', async (t) => {
  const page = await pageWithAnswerOff(t, 5e-5);
  assert.equal(await page.locator('.score-row').count(), 2);
  assert.equal(await page.locator('.self-test-banner').count(), 0);
});

test('weights on the server that are not those of the self-test give no scores', async (t) => {
  const server = await serveSite(undefined, (file, bytes) => {
    if (!file.endsWith('.safetensors')) return bytes;
    const altered = Buffer.from(bytes);
    altered[altered.length - 1] ^= 1;
    return altered;
  });
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server });
  await chooseFiles(page, record);
  await shownAnswer(page);
  await assertRefusesToPredict(page, /the weights [0-9a-f]{12}, not with [0-9a-f]{12}/);
});

test('in a sound browser nothing is said of the self-test and scores are native', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, record);
  await shownAnswer(page);
  assert.equal(await page.locator('.self-test-banner').count(), 0);
  const { predictions } = nativeAnswer(record[0]);
  const shown = await shownScores(page);
  for (const { leads, probability } of predictions) assert.ok(Math.abs(shown[leads].answer - probability) <= 1e-4);
});
