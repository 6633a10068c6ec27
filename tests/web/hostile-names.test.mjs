import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, textFile, useBrowser } from './browser.mjs';
import { root, runTool, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText } from './ecg-paper.mjs';

const used = useBrowser();
const folder = temporaryFolder();
/** What a browser that took it for markup would run. */
const hostile = '<img src=x onerror=window.hit=1>';
const escaped = hostile.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Everything that can be opened on the page is open, and nothing of it has become an element or has run. */
async function assertOnlyText(page, { seen = true } = {}) {
  await page.locator('.record-view details').evaluateAll((all) => all.forEach((details) => (details.open = true)));
  if (seen) assert.ok((await page.locator('body').innerText()).includes(hostile), 'the name is shown as it is');
  assert.equal(await page.locator('img, script:not([src])').count(), 0);
  assert.equal(await page.evaluate(() => window.hit), undefined);
}

test('a hostile name of a file and of the folder that it lies in stays text', async (t) => {
  const page = await openPage(t, used);
  const ward = join(folder, hostile);
  await mkdir(ward, { recursive: true });
  const [header] = simulatedRecord(folder, { name: 'plain' });
  runTool(['convert', header, '--to', 'json', '-o', join(folder, 'plain.json')]);
  await rename(join(folder, 'plain.json'), join(ward, `${hostile}.json`));
  await writeFile(join(ward, `${hostile}.csv`), csvText({ I: Math.sin, II: Math.cos }));
  await page.locator('input[type=file][webkitdirectory]').setInputFiles(ward);
  await page.getByText('2 of 2 done').waitFor({ timeout: 20_000 });
  for (const row of await page.locator('.record-choice').all()) {
    await row.click();
    await shownAnswer(page);
    await assertOnlyText(page);
  }
});

test('a hostile name inside a zip stays text, whether it is opened or refused', async (t) => {
  const page = await openPage(t, used);
  const [header, signal] = simulatedRecord(folder, { name: 'inner' });
  const script = [
    'import sys, zipfile',
    'out, header, signal, name = sys.argv[1:]',
    'with zipfile.ZipFile(out, "w") as archive:',
    '    archive.write(header, name + "/" + name + ".hea")',
    '    archive.write(signal, name + "/inner.dat")',
    '    archive.writestr(name + ".csv", "")',
  ].join('\n');
  const path = join(folder, `${hostile}.zip`);
  execFileSync('python3', ['-c', script, path, header, signal, hostile]);
  await chooseFiles(page, path);
  await page.getByText('2 of 2 done').waitFor({ timeout: 20_000 });
  for (const row of await page.locator('.record-choice').all()) {
    await row.click();
    await shownAnswer(page);
    await assertOnlyText(page);
  }
  await writeFile(path, (await readFile(path)).subarray(0, 500));
  await chooseFiles(page, path);
  await page.locator('[role=alert] .failure-panel', { hasText: hostile }).waitFor();
  await assertOnlyText(page);
});

test('hostile labels of channels stay text, on the paper and in notes', async (t) => {
  const page = await openPage(t, used);
  const wave = (time) => Math.sin(6 * time);
  const leads = { 'I (mV)': wave, 'II (mV)': wave, [`${hostile} (mV)`]: wave, [`${hostile} (mmHg)`]: wave };
  await chooseFiles(page, textFile('labels.csv', csvText(leads)));
  await page.locator('.ecg-paper canvas').waitFor({ timeout: 20_000 });
  await shownAnswer(page);
  await assertOnlyText(page);
  assert.ok((await page.locator('.ecg-paper canvas').getAttribute('aria-label')).includes(hostile));
});

test('hostile fields of a device and its statements stay text', async (t) => {
  const page = await openPage(t, used);
  const xml = await readFile(join(root, 'tests/golden/io/muse/eight_leads.xml'), 'latin1');
  const attacked = xml.replace(/(<(?:AcquisitionDevice|StmtText|ACFilter|OverreaderLastName)>)[^<]*/g, `$1${escaped}`);
  assert.ok(attacked.includes(escaped));
  await chooseFiles(page, textFile('device.xml', attacked));
  await page.locator('.ecg-paper canvas').waitFor({ timeout: 20_000 });
  await shownAnswer(page);
  await assertOnlyText(page, { seen: false });
});
