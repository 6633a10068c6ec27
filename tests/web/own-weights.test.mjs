import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, shownScores, useBrowser } from './browser.mjs';
import { root, runTool, simulatedRecord, temporaryFolder } from './built.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const record = simulatedRecord(folder, { name: 'scored', severity: 0.2 });
const shipped = await readFile(join(root, 'core/model/leadwise-rv-overload.safetensors'));
const hashOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The shipped weights with another name and another bias of a head: a valid file that answers differently. */
function otherWeights() {
  const bytes = Buffer.from(shipped);
  const headerBytes = Number(bytes.readBigUInt64LE(0));
  const header = bytes.toString('latin1', 8, 8 + headerBytes);
  const renamed = header.replaceAll('leadwise-rv-overload', 'other-rv-overload-00');
  assert.notEqual(renamed, header);
  bytes.write(renamed, 8, 'latin1');
  const { __metadata__: _, ...tensors } = JSON.parse(header);
  const start = 8 + headerBytes + tensors['head.rv_overload_12.2.bias'].data_offsets[0];
  bytes.writeFloatLE(bytes.readFloatLE(start) + 0.5, start);
  return bytes;
}

const other = otherWeights();
const otherFile = join(folder, 'mine.safetensors');
before(() => writeFile(otherFile, other));

const weightsInput = (page) => page.locator('input[type=file][accept=".safetensors"]');
const otherAnswers = () => JSON.parse(runTool(['screen', record[0], '--leads', 'all', '--json', '--model', otherFile]));

async function openRecord(page) {
  await chooseFiles(page, record);
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
}

/** The scores are those of the other weights, and the result says so. */
async function assertScoredByOther(page) {
  await page.locator('.result-panel, .abstention-panel').getByText('Not the weights that ship').waitFor({ timeout: 20_000 });
  const { predictions, model } = otherAnswers();
  assert.equal(model.sha256, hashOf(other));
  assert.equal(await page.locator('.provenance abbr').getAttribute('title'), `SHA-256 ${model.sha256}`);
  const shown = await shownScores(page);
  for (const { leads, probability } of predictions) assert.ok(Math.abs(shown[leads].answer - probability) <= 1e-4);
}

test('a weight file of the user\'s scores what is open, says so on every result, and can be put away', async (t) => {
  const page = await openPage(t, used);
  await openRecord(page);
  const before = await shownScores(page);
  assert.equal(await page.getByText('Not the weights that ship').count(), 0);
  await weightsInput(page).setInputFiles(otherFile);
  await assertScoredByOther(page);
  assert.notEqual((await shownScores(page))[12].answer, before[12].answer);
  const banner = page.locator('.own-weights');
  const text = await banner.innerText();
  assert.match(text, /weights of your own: other-rv-overload-00/);
  assert.match(text, /mine\.safetensors/);
  assert.match(text, /Not clinically validated\./);
  assert.match(text, new RegExp(hashOf(other)));
  await banner.getByText('About the weights').click();
  await banner.locator('dd', { hasText: 'other-rv-overload-00' }).first().waitFor();

  await page.getByRole('button', { name: 'Back to the shipped weights' }).click();
  await page.locator('.provenance', { hasText: hashOf(shipped).slice(0, 12) }).waitFor();
  assert.equal(await banner.count(), 0);
  assert.deepEqual(await shownScores(page), before);
});

test('weights dropped with an ECG score it', async (t) => {
  const page = await openPage(t, used);
  await drop(page, { 'mine.safetensors': other, 'scored.hea': await readFile(record[0]), 'scored.dat': await readFile(record[1]) });
  await assertScoredByOther(page);
});

async function drop(page, files) {
  const coded = Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]);
  const transfer = await page.evaluateHandle((given) => {
    const made = new DataTransfer();
    for (const [name, text] of given) {
      made.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], name));
    }
    return made;
  }, coded);
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

const wrongFiles = {
  'cut.safetensors': { bytes: shipped.subarray(0, shipped.length - 1000), reason: /InvalidWeightFile|TensorMismatch/ },
  'empty.safetensors': { bytes: Buffer.alloc(0), reason: /InvalidWeightFile/ },
  'ecg.safetensors': { bytes: await readFile(record[1]), reason: /InvalidWeightFile/ },
  'renamed.safetensors': { bytes: withRenamedTensor(), reason: /MissingTensor|TensorMismatch|InvalidWeightFile/ },
};

function withRenamedTensor() {
  const bytes = Buffer.from(shipped);
  const at = bytes.indexOf('.bias":{');
  bytes.write('.bios', at, 'latin1');
  return bytes;
}

for (const [name, { bytes, reason }] of Object.entries(wrongFiles)) {
  test(`${name} is refused by name with the reason, and the weights in use stay`, async (t) => {
    const page = await openPage(t, used);
    await openRecord(page);
    const before = await shownScores(page);
    await weightsInput(page).setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes });
    const alert = page.getByRole('alert');
    await alert.getByText(`${name} is not used as weights`).waitFor();
    assert.match(await alert.innerText(), reason);
    assert.equal(await page.locator('.own-weights').count(), 0);
    await chooseFiles(page, record);
    await page.locator('.record-row').nth(1).waitFor();
    await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
    assert.deepEqual(await shownScores(page), before);
  });
}

test('the tensor at fault is named', async (t) => {
  const page = await openPage(t, used);
  await weightsInput(page).setInputFiles({ name: 'renamed.safetensors', mimeType: '', buffer: withRenamedTensor() });
  await page.getByRole('alert').getByText(/\.bi[ao]s/).waitFor();
});

test('a worker that replaces a crashed one scores with the same weights', async (t) => {
  const page = await openPage(t, used, { expected: /on purpose/ });
  await weightsInput(page).setInputFiles(otherFile);
  await page.locator('.own-weights').waitFor();
  const [worker] = page.workers();
  const closed = new Promise((resolve) => worker.once('close', resolve));
  await worker.evaluate(() => void setTimeout(() => { throw new Error('on purpose'); }));
  await closed;
  await openRecord(page);
  await assertScoredByOther(page);
});
