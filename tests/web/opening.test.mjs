import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { chooseFiles, closeBehindPages, openPage, shownAnswer, useBrowser } from './browser.mjs';
import { simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { serveSite } from './static-server.mjs';

const used = useBrowser();
const folder = temporaryFolder();
let record;
before(() => {
  record = simulatedRecord(folder, { name: 'given' });
});

/** Pastes files, given as [name, base64], and text, as the clipboard would. Tells whether the page took it. */
function paste(page, { files = [], text = '', into = 'body' }) {
  return page.locator(into).first().evaluate(
    (target, given) => {
      const clipboardData = new DataTransfer();
      if (given.text) clipboardData.setData('text/plain', given.text);
      for (const [name, base64] of given.files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        clipboardData.items.add(new File([bytes], name));
      }
      return !target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    { files, text },
  );
}

const base64Of = async (path) => [path.split('/').at(-1), (await readFile(path)).toString('base64')];

test('pasted files of one record are read together', async (t) => {
  const page = await openPage(t, used);
  assert.ok(await paste(page, { files: await Promise.all(record.map(base64Of)) }));
  await page.getByRole('heading', { name: 'given.hea' }).waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
});

test('a pasted table is an ECG, a pasted word is nothing, and what is pasted into a field stays there', async (t) => {
  const page = await openPage(t, used);
  assert.equal(await paste(page, { text: 'hypertension' }), false);
  assert.equal(await page.locator('.record-list').count(), 0);
  assert.ok(await paste(page, { text: csvText(sameWave(twelveLeads, (time) => Math.sin(6 * time))) }));
  await page.getByRole('heading', { name: 'pasted text' }).waitFor();
  await shownAnswer(page);
  await page.getByText(/12 leads · 10 s · 500 Hz/).waitFor();
  await page.locator('.bedside-form input').first().waitFor({ timeout: 20_000 });
  assert.equal(await paste(page, { text: '120\n130', into: '.bedside-form input' }), false);
});

test('a chosen folder gives its ECGs with the folders they lie in', async (t) => {
  const page = await openPage(t, used);
  const ward = join(folder, 'ward');
  await mkdir(join(ward, 'inner'), { recursive: true });
  simulatedRecord(ward, { name: 'same', seed: 1 });
  simulatedRecord(join(ward, 'inner'), { name: 'same', seed: 2 });
  await writeFile(join(ward, 'notes.doc'), Buffer.from('d0cf11e0a1b11ae1', 'hex'));
  await page.locator('input[type=file][webkitdirectory]').setInputFiles(ward);
  await page.getByText('2 of 2 done. 1 skipped: not an ECG.').waitFor({ timeout: 20_000 });
  const folders = await page.locator('.record-name .quiet').allInnerTexts();
  assert.deepEqual(folders.sort(), ['inner', 'ward']);
});

test('an ECG that somebody goes on with while many are looked through stays in view; one that is left alone does not', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, record);
  await shownAnswer(page);
  const title = () => page.locator('#record-title').innerText();
  for (const [goesOn, name] of [[true, 'given.hea'], [false, 'first1.hea']]) {
    await page.evaluate(() => {
      const read = Blob.prototype.arrayBuffer;
      const allowed = new Promise((resolve) => { window.goOn = resolve; });
      Blob.prototype.arrayBuffer = async function () {
        await allowed;
        return read.call(this);
      };
      window.readAtOnce = () => { Blob.prototype.arrayBuffer = read; };
    });
    const number = Number(!goesOn);
    await chooseFiles(page, [`first${number}`, `second${number}`].flatMap((each, seed) => simulatedRecord(folder, { name: each, seed: 10 * number + seed + 1 })));
    await page.locator('.opening-status').waitFor();
    if (goesOn) await page.locator('.record-view .measurements-panel').click();
    await page.evaluate(() => { window.readAtOnce(); window.goOn(); });
    await page.getByText(`${3 + 2 * number} of ${3 + 2 * number} done`).waitFor({ timeout: 20_000 });
    assert.equal(await title(), name);
  }
});

test('files with which the installed page is launched are read, and one that is gone is named and stops none of them', async (t) => {
  const page = await openPage(t, used);
  await page.addInitScript(() => {
    const launchQueue = { setConsumer: (consume) => (window.launch = consume) };
    Object.defineProperty(window, 'launchQueue', { value: launchQueue });
  });
  await page.reload();
  const files = await Promise.all(record.map(base64Of));
  await page.evaluate((given) => {
    const handles = given.map(([name, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      return { getFile: async () => new File([bytes], name) };
    });
    window.launch({ files: [{ name: 'gone.xml', getFile: () => Promise.reject(new Error('gone')) }, ...handles] });
  }, files);
  await page.getByRole('heading', { name: 'given.hea' }).waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  await page.locator('[role=alert] .failure-panel', { hasText: /FileNotReadable: gone\.xml/ }).waitFor();
});

test('age and pacemaker are asked where the file does not say them, and the answers count', async (t) => {
  const page = await openPage(t, used);
  await page.locator('input[type=file][multiple]').first().setInputFiles(record);
  const form = page.locator('.patient-facts');
  await form.waitFor({ timeout: 20_000 });
  assert.match(await page.locator('.result-panel').innerText(), /Adult, unpaced assumed/i);
  await page.getByLabel('Age in years').fill('54');
  await page.getByLabel('Pacemaker?').selectOption('no');
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.getByText('Read with your answer: 54 years old, no pacemaker.').waitFor();
  await page.locator('.score-row').first().waitFor();
  assert.doesNotMatch(await page.locator('.result-panel').innerText(), /assumed/);
  assert.equal(await form.count(), 0);

  for (const [label, answer, code] of [['Pacemaker?', 'yes', 'PacedRhythm'], ['Age in years', '12', 'UnderAge']]) {
    await page.getByRole('button', { name: 'Change' }).click();
    await form.waitFor();
    const field = page.getByLabel(label);
    await (answer === 'yes' ? field.selectOption(answer) : field.fill(answer));
    await page.getByRole('button', { name: 'Use these answers' }).click();
    await page.locator('.abstention-panel', { hasText: code }).waitFor();
    assert.equal(await page.locator('.score-row').count(), 0);
  }
});

test('no answer, no reading: an empty form changes nothing', async (t) => {
  const page = await openPage(t, used);
  await page.locator('input[type=file][multiple]').first().setInputFiles(record);
  await page.locator('.patient-facts').waitFor({ timeout: 20_000 });
  await page.locator('.result-panel').evaluate((panel) => (panel.wasThere = true));
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.waitForTimeout(200);
  assert.ok(await page.locator('.result-panel').evaluate((panel) => panel.wasThere), 'it is not read again');
  assert.match(await page.locator('.result-panel').innerText(), /Adult, unpaced assumed/i);
  assert.equal(await page.getByText('Read with your answer').count(), 0);
});

test('before its script has come, and where it does not come, the page says so', async (t) => {
  const server = await serveSite((path) => /index-[^/]*\.js$/.test(path));
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server }, { expected: /404/ });
  await page.getByText('Leadwise is being loaded.').waitFor();
  server.refuses = () => false;
  await page.reload();
  await page.getByRole('button', { name: 'Normal' }).waitFor();
  assert.equal(await page.getByText('Leadwise is being loaded.').count(), 0);
});

test('while the module is on its way the page says that it loads, and not that it looks at files', async (t) => {
  let send = () => undefined;
  const sent = new Promise((resolve) => (send = resolve));
  const server = await serveSite(undefined, async (file, bytes) => {
    if (file.endsWith('.wasm')) await sent;
    return bytes;
  });
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server });
  await chooseFiles(page, simulatedRecord(folder, { name: 'early' }));
  await page.locator('.opening-status', { hasText: 'Loading the reader…' }).waitFor();
  const spoken = page.locator('.open-panel [role=status]');
  await spoken.filter({ hasText: 'The files are being looked at' }).waitFor({ state: 'attached' });
  send();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  assert.equal(await spoken.innerText(), 'Looking at the files has ended');
  assert.equal(await page.locator('.list-progress [role=status]').innerText(), 'Reading has ended');
});
