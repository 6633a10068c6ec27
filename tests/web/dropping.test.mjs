import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zip } from '../zip-file.mjs';
import { drop, openPage, shownAnswer, useBrowser } from './browser.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { simulatedRecord, temporaryFolder } from './built.mjs';

const used = useBrowser();
const folder = temporaryFolder();

test('dropped files of one record are read together', async (t) => {
  const page = await openPage(t, used);
  await drop(page, simulatedRecord(folder, { name: 'dropped' }));
  await shownAnswer(page);
  await page.getByRole('heading', { name: 'dropped.hea' }).waitFor();
  await page.locator('.score-row').first().waitFor();
});

test('a dropped folder gives its ECGs, and counts what is none', async (t) => {
  const page = await openPage(t, used);
  const inner = join(folder, 'ward', 'inner');
  await mkdir(inner, { recursive: true });
  simulatedRecord(join(folder, 'ward'), { name: 'same', seed: 1 });
  simulatedRecord(inner, { name: 'same', seed: 2 });
  await writeFile(join(inner, 'picture.png'), Buffer.from('89504e470d0a1a0a00010203', 'hex'));
  await drop(page, [join(folder, 'ward')]);
  await page.getByText('2 of 2 done. 1 skipped: not an ECG.').waitFor({ timeout: 20_000 });
  const names = await page.locator('.record-name').allInnerTexts();
  assert.deepEqual(names.map((name) => name.split(/\s+/)).sort(), [
    ['same.hea', 'inner'],
    ['same.hea', 'ward'],
  ]);
});

test('files that a script drops are read too', async (t) => {
  const page = await openPage(t, used);
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([new Uint8Array(0)], 'empty.dat'));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  });
  assert.match(await (await shownAnswer(page)).innerText(), /EmptyFile/);
});

test('a dropped zip gives every ECG in it', async (t) => {
  const page = await openPage(t, used);
  const files = [1, 2].flatMap((seed) => simulatedRecord(folder, { name: `zipped${seed}`, seed }));
  await drop(page, [zip(join(folder, 'ward.zip'), ...files)]);
  await page.getByText('2 of 2 done.').waitFor({ timeout: 20_000 });
  const names = await page.locator('.record-name').allInnerTexts();
  assert.deepEqual(names.map((name) => name.split(/\s+/)).sort(), [
    ['zipped1.hea', 'ward.zip'],
    ['zipped2.hea', 'ward.zip'],
  ]);
});

test('a damaged zip says so', async (t) => {
  const page = await openPage(t, used);
  const archive = zip(join(folder, 'cut.zip'), ...simulatedRecord(folder, { name: 'cut' }));
  await writeFile(archive, (await readFile(archive)).subarray(0, 3000));
  await drop(page, [archive]);
  await page.getByText(/TruncatedData/).waitFor();
  await page.getByText(/cut\.zip/).first().waitFor();
});

/** Drops files of the given names and bytes, in one drop. */
async function dropTogether(page, files) {
  await page.evaluate((given) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of given) {
      dataTransfer.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name));
    }
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }, files);
}

const named = async (name, path) => ({ name, base64: await readFile(path, 'base64') });

test('two files of one name, as a search finds them, are both read', async (t) => {
  const page = await openPage(t, used);
  const tables = [1, 2].map((seed) => join(folder, `table${seed}.csv`));
  for (const [seed, path] of tables.entries()) await writeFile(path, csvOf(seed));
  await dropTogether(page, await Promise.all(tables.map((path) => named('ecg.csv', path))));
  await page.getByText('2 of 2 done, 2 not read.').waitFor({ timeout: 20_000 });
  assert.deepEqual(await page.locator('.record-name').allInnerTexts(), ['ecg.csv', 'ecg.csv']);
});

const csvOf = (seed) => csvText(sameWave(twelveLeads, (time) => Math.sin(6 * time) * (1 + seed / 10)), { timeHeading: 't' });

/** The header and the signal of two different records of one name. */
async function twins() {
  const files = [];
  for (const seed of [1, 2]) {
    const [header, signal] = simulatedRecord(folder, { name: 'twin', seed, severity: 0.1 * seed });
    files.push(await named('twin.hea', header), await named('twin.dat', signal));
  }
  return files;
}

test('a header is never read with the signal of another record of its name', async (t) => {
  const page = await openPage(t, used);
  const files = await twins();
  for (const dropped of [files, files.slice(1), [files[0], files[1], files[3]]]) {
    await dropTogether(page, dropped);
    await page.getByText('AmbiguousFiles').waitFor({ timeout: 20_000 });
    const count = dropped.length;
    await page.getByText(`${count} of ${count} done, ${count} not read.`).waitFor({ timeout: 20_000 });
    await page.getByRole('button', { name: 'Close all' }).click();
  }
});

test('a record of which the same files came twice is read once', async (t) => {
  const page = await openPage(t, used);
  const [header, signal] = await twins();
  await dropTogether(page, [header, signal, signal, header]);
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  assert.deepEqual(await page.locator('.record-name').allInnerTexts(), ['twin.hea']);
});

test('of several files that could not be opened each is named', async (t) => {
  const page = await openPage(t, used);
  const archives = [];
  for (const name of ['one', 'two', 'three']) {
    archives.push(zip(join(folder, `${name}.zip`), ...simulatedRecord(folder, { name })));
    await writeFile(archives.at(-1), (await readFile(archives.at(-1))).subarray(0, 3000));
  }
  await drop(page, archives);
  const panel = page.locator('[role=alert] .failure-panel');
  await panel.locator('summary').click();
  const text = await panel.innerText();
  for (const name of ['one.zip', 'two.zip', 'three.zip']) assert.ok(text.includes(name), text);
});

test('a workbook is told to be one, and how its samples can be read', async (t) => {
  const page = await openPage(t, used);
  const parts = join(folder, 'workbook', 'xl');
  await mkdir(parts, { recursive: true });
  await writeFile(join(parts, 'workbook.xml'), '<workbook/>');
  await writeFile(join(folder, '[Content_Types].xml'), '<Types/>');
  await drop(page, [zip(join(folder, 'samples.xlsx'), join(folder, '[Content_Types].xml'), parts)]);
  await page.getByText('an Excel workbook; save the sheet of samples as CSV').waitFor({ timeout: 20_000 });
  assert.deepEqual(await page.locator('.record-name').allInnerTexts(), ['samples.xlsx']);
});
