// Saves files from the page as a visitor does.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { chooseFiles, openPage } from './browser.mjs';

/** A busy machine takes its time for the page, the module and the weights. */
export const patienceMs = 60_000;

export const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** The page with a record's answers, ready to be exported. */
export async function openedRecord(t, used, files, { page: opened, ...options } = {}) {
  const page = opened ?? (await openPage(t, used, options));
  await chooseFiles(page, files);
  await page.locator('.export-panel button:enabled', { hasText: 'JSON' }).waitFor({ timeout: patienceMs });
  return page;
}

/** Shows a record of the list, and answers what its file leaves open. */
export async function showRecord(page, name) {
  await page.locator('.record-choice', { hasText: name }).click();
  await page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
  await page.locator('.export-panel').waitFor({ timeout: patienceMs });
  const unit = page.getByLabel('Unit of the samples');
  if ((await unit.count()) > 0) {
    await unit.selectOption('mV');
    await page.getByRole('button', { name: 'Read with these' }).click();
  }
  await page.locator('.export-panel button:enabled', { hasText: 'Report' }).waitFor({ timeout: patienceMs });
}

/** Presses the button of that name and reads what is saved: {name, bytes}. */
export async function save(page, title) {
  const button = page.getByRole('button', { name: title, exact: true });
  const [download] = await Promise.all([page.waitForEvent('download', { timeout: patienceMs }), button.click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

/** Without the byte order mark that tables begin with. */
export async function saveText(page, title) {
  return new TextDecoder().decode((await save(page, title)).bytes);
}

/** RFC 4180, as rows of cells. */
export function parseCsv(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && plain === '' && rows.at(-1).length === 0) break;
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.filter((row) => row.length > 0);
}

/** One object a row, by the heading. A file begins with a byte order mark, which is none of it. */
export function csvObjects(text) {
  const [heading, ...rows] = parseCsv(text.replace(/^\uFEFF/, ''));
  return rows.map((row) => Object.fromEntries(heading.map((name, index) => [name, row[index]])));
}
