import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, settledPaper, textFile, useBrowser } from './browser.mjs';
import { runTool, simulatedRecord, temporaryFolder } from './built.mjs';
import { paper, readPaper } from './ecg-paper.mjs';
import { differenceOf, keptPicture, pictureOf, renewedWhereAsked, withMoved, withoutLetters } from './paper-pictures.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const record = simulatedRecord(folder, { name: 'pictured' });

/** Another browser smooths lines in another way; a lead that is moved by a millimetre differs by more than twice as much. */
const tolerance = { mean: 6, share: 0.03 };
const isAlike = ({ mean, share }) => mean <= tolerance.mean && share <= tolerance.share;

async function picturedPage(t, options) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 }, before: withoutLetters, ...options });
  await chooseFiles(page, record);
  await settledPaper(page);
  return page;
}

const layoutNamed = (label) => (page) => page.getByLabel('Layout').selectOption({ label });

/** By the name of its picture, what leads from one layout to the next. */
const layouts = {
  '3x4+1': layoutNamed('3 × 4 + II'),
  '3x4': layoutNamed('3 × 4'),
  '3x4+3': layoutNamed('3 × 4 + V1, II, V5'),
  '6x2': layoutNamed('6 × 2'),
  '12x1': layoutNamed('12 × 1'),
  limb: layoutNamed('6 limb leads'),
  cabrera: async (page) => {
    await layoutNamed('3 × 4 + II')(page);
    await page.locator('.paper-more summary').click();
    await page.locator('.paper-more').getByLabel('Order').selectOption({ index: 1 });
  },
  'average-beat': (page) => page.getByLabel(/^Show/).selectOption({ index: 1 }),
};

function assertAsKept(name, picture, t) {
  renewedWhereAsked(name, picture);
  const difference = differenceOf(picture, keptPicture(name));
  t.diagnostic(`${name}: mean ${difference.mean.toFixed(2)}, share ${difference.share.toFixed(4)} in the worst tile`);
  assert.ok(isAlike(difference), `${name} is drawn otherwise: ${JSON.stringify(difference)}`);
}

test('every layout is drawn as it was', async (t) => {
  const page = await picturedPage(t);
  for (const [name, choose] of Object.entries(layouts)) {
    await choose(page);
    assertAsKept(name, await pictureOf(page), t);
  }
});

test('dark paper is drawn as it was', async (t) => {
  const page = await picturedPage(t, { colorScheme: 'dark' });
  assertAsKept('dark', await pictureOf(page), t);
  await layouts['average-beat'](page);
  assertAsKept('dark-average-beat', await pictureOf(page), t);
});

/** The record's table with its columns, by their names, altered. */
function alteredTable(change) {
  const path = join(folder, 'table.csv');
  runTool(['convert', record[0], '--to', 'csv', '-o', path]);
  const [heading, ...rows] = readFileSync(path, 'utf8').trim().split('\n');
  const names = heading.split(',');
  const columns = Object.fromEntries(names.map((name, place) => [name, rows.map((row) => row.split(',')[place])]));
  change(columns);
  const table = rows.map((_, index) => names.map((name) => columns[name][index]).join(','));
  return textFile('altered.csv', [heading, ...table, ''].join('\n'));
}

const samplesPerMm = 20;
const alterations = {
  'that is a millimetre late': (columns) => {
    columns.V2 = [...columns.V2.slice(-samplesPerMm), ...columns.V2.slice(0, -samplesPerMm)];
  },
  'that stands in the place of another': (columns) => {
    [columns.V3, columns.V4] = [columns.V4, columns.V3];
  },
  'that is flat': (columns) => columns.V5.fill('0'),
  'that is missing': (columns) => columns.V5.fill(''),
};

test('a lead is told by its picture', async (t) => {
  const page = await picturedPage(t);
  for (const [what, change] of Object.entries({ 'that is unaltered': () => undefined, ...alterations })) {
    await chooseFiles(page, alteredTable(change));
    await page.locator('#record-title', { hasText: 'altered.csv' }).waitFor();
    await settledPaper(page);
    for (const name of ['3x4+1', '12x1']) {
      await layouts[name](page);
      const difference = differenceOf(await pictureOf(page), keptPicture(name));
      t.diagnostic(`a lead ${what}, ${name}: mean ${difference.mean.toFixed(2)}, share ${difference.share.toFixed(4)}`);
      assert.equal(isAlike(difference), what === 'that is unaltered', `a lead ${what} in ${name}: ${JSON.stringify(difference)}`);
    }
    await page.getByRole('button', { name: 'Close all' }).click();
  }
});

test('a lead that is drawn a millimetre too low or too far right is told by its picture', async (t) => {
  const page = await picturedPage(t);
  const { baselinesMm } = await readPaper(page);
  const picture = await pictureOf(page);
  const lead = { fromMm: paper.rowStartMm + 1, toMm: paper.rowStartMm + paper.columnMm - 1, topMm: baselinesMm[0] - 8, bottomMm: baselinesMm[0] + 8 };
  for (const by of [{ downMm: 1 }, { rightMm: 1 }]) {
    const difference = differenceOf(withMoved(picture, lead, by), picture);
    t.diagnostic(`moved by ${JSON.stringify(by)}: mean ${difference.mean.toFixed(2)}, share ${difference.share.toFixed(4)}`);
    assert.ok(!isAlike(difference), JSON.stringify(difference));
  }
});

/** Twelve leads of a minute with their waves, one a row, scrolled to a place in so many frames. */
async function pannedPicture(t, minute, { toPx, frames }) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2 });
  await chooseFiles(page, minute);
  await settledPaper(page);
  await layouts['12x1'](page);
  await page.getByRole('button', { name: 'Waves' }).click();
  await page.locator('.ecg-paper-scroll').evaluate(
    async (box, { last, count }) => {
      for (let frame = 1; frame <= count; ++frame) {
        box.scrollLeft = Math.round((last * frame) / count);
        await new Promise(requestAnimationFrame);
      }
      // The last frame's own painting.
      await new Promise(requestAnimationFrame);
    },
    { last: toPx, count: frames },
  );
  return pictureOf(page);
}

test('paper that was panned to a place is drawn as where it is shown at once', async (t) => {
  const minute = join(folder, 'minute.edf');
  runTool(['simulate', '--duration-s', '60', '--to', 'edf', '-o', minute]);
  const atOnce = await pannedPicture(t, minute, { toPx: 2345, frames: 1 });
  const inSteps = await pannedPicture(t, minute, { toPx: 2345, frames: 60 });
  assert.deepEqual(differenceOf(inSteps, atOnce), { mean: 0, share: 0 });
  const elsewhere = await pannedPicture(t, minute, { toPx: 2300, frames: 1 });
  assert.ok(!isAlike(differenceOf(elsewhere, atOnce)));
});
