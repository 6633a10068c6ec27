import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseFiles, openPage, textFile, useBrowser } from './browser.mjs';
import { csvText, inkWithin, paper, readPaper, sameWave, twelveLeads } from './ecg-paper.mjs';

const used = useBrowser();

async function openCsv(page, leads, options) {
  await chooseFiles(page, textFile('made.csv', csvText(leads, options)));
  await page.locator('.ecg-paper canvas').waitFor({ timeout: 20_000 });
  return readPaper(page);
}

/** 1 mV for a quarter of every second. Its median is 0. */
const pulses = (time) => (time % 1 >= 0.5 && time % 1 < 0.75 ? 1 : 0);

for (const deviceScaleFactor of [1, 2, 1.5]) {
  test(`1 mV is ten and 1 s twenty-five of the grid's millimetres at ${deviceScaleFactor} pixels`, async (t) => {
    const page = await openPage(t, used, { deviceScaleFactor, viewport: { width: 1440, height: 900 } });
    const { baselinesMm, pixelsPerMm, cssWidth, width } = await openCsv(page, sameWave(twelveLeads, pulses));
    assert.equal(Math.round(cssWidth * deviceScaleFactor), width, 'a canvas pixel is a device pixel');
    const pixelMm = 1 / pixelsPerMm;
    const rhythmMm = baselinesMm.at(-1);
    const area = { topMm: rhythmMm - 12, bottomMm: rhythmMm + 3 };
    // The pulse at 4.5 to 4.75 s: 112.5 to 118.75 mm behind the row's start.
    const startMm = paper.rowStartMm + 4.5 * paper.mmPerSecond;
    const ink = await inkWithin(page, { ...area, fromMm: startMm - 5, toMm: startMm + 12 });
    const up = ink.filter(({ topMm }) => topMm < rhythmMm - 5);
    assertNear(up.at(0).xMm, startMm, 2 * pixelMm);
    assertNear(up.at(-1).xMm, startMm + 0.25 * paper.mmPerSecond, 2 * pixelMm);
    const middle = (column) => (column.topMm + column.bottomMm) / 2;
    const heightMm = middle(ink.at(0)) - middle(up[up.length >> 1]);
    assertNear(heightMm, paper.mmPerMillivolt, pixelMm);
    const calibration = await inkWithin(page, { ...area, fromMm: 0, toMm: paper.rowStartMm - 0.5 });
    const plateau = calibration.filter(({ topMm, bottomMm }) => topMm < rhythmMm - 5 && bottomMm < rhythmMm - 5);
    assertNear(rhythmMm - middle(plateau[plateau.length >> 1]), 10, pixelMm);
    assertNear(plateau.length * pixelMm, 5, 3 * pixelMm);
  });
}

function assertNear(found, wanted, tolerance) {
  assert.ok(Math.abs(found - wanted) <= tolerance, `${found} is not within ${tolerance} of ${wanted}`);
}

test('grid lines are a millimetre apart, every fifth darker', async (t) => {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  const { pixelsPerMm } = await openCsv(page, sameWave(twelveLeads, pulses));
  const brightness = await page.locator('.ecg-paper canvas').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 2, canvas.width, 1);
    return Array.from({ length: canvas.width }, (_, x) => data[4 * x + 1]);
  });
  for (let mm = 0; mm < 200; ++mm) {
    const line = brightness[mm * pixelsPerMm];
    assert.ok(line < brightness[mm * pixelsPerMm + pixelsPerMm - 1], `a line at ${mm} mm`);
    if (mm % 5 !== 0) assert.ok(line > brightness[0], `a thin line at ${mm} mm`);
    else assert.equal(line, brightness[0], `a thick line at ${mm} mm`);
  }
});

test('columns follow each other in time', async (t) => {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  // One pulse in the whole recording, at 6 s: third column, nowhere else.
  const once = (time) => (time >= 6 && time < 6.2 ? 1 : 0);
  const { baselinesMm } = await openCsv(page, sameWave(twelveLeads, once));
  for (const baselineMm of baselinesMm) {
    const rise = await inkWithin(page, {
      fromMm: paper.rowStartMm,
      toMm: paper.rowStartMm + 250,
      topMm: baselineMm - 10.5,
      bottomMm: baselineMm - 9.6,
    });
    const found = rise.filter(({ xMm }) => Math.abs((xMm - paper.rowStartMm) / 25 - 6.1) < 0.15);
    assert.ok(found.length > 10, `the pulse in the row at ${baselineMm} mm`);
    const elsewhere = rise.filter(({ xMm }) => Math.abs((xMm - paper.rowStartMm) % paper.columnMm) > 12);
    assert.deepEqual(elsewhere.filter((column) => !found.includes(column)), []);
  }
});

test('missing samples are gaps, not lines', async (t) => {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  const gap = (time) => (time >= 1 && time < 1.4 ? '' : pulses(time));
  const { baselinesMm } = await openCsv(page, sameWave(twelveLeads, gap));
  const [firstMm] = baselinesMm;
  const from = paper.rowStartMm + 1 * paper.mmPerSecond;
  const rows = { topMm: firstMm - 4, bottomMm: firstMm + 4 };
  assert.deepEqual(await inkWithin(page, { ...rows, fromMm: from + 0.5, toMm: from + 9.5 }), []);
  assert.notDeepEqual(await inkWithin(page, { ...rows, fromMm: from - 5, toMm: from - 0.5 }), []);
});

test('six limb leads fill two columns and the rhythm strip', async (t) => {
  const page = await openPage(t, used);
  const { baselinesMm, label } = await openCsv(page, sameWave(twelveLeads.slice(0, 6), pulses));
  assert.equal(baselinesMm.length, 4);
  assert.match(label, /6 leads: I, II, III, aVR, aVL, aVF\./);
});

test('a short recording shows every lead from its start', async (t) => {
  const page = await openPage(t, used);
  const { baselinesMm, width, pixelsPerMm } = await openCsv(page, sameWave(twelveLeads, pulses), { seconds: 4 });
  assert.equal(baselinesMm.length, 12);
  assert.equal(width / pixelsPerMm, 10 + 100 + 5);
});

test('a long recording is paged, and its last page is full', async (t) => {
  const page = await openPage(t, used);
  await openCsv(page, sameWave(twelveLeads, pulses), { seconds: 24, rate: 200 });
  const pager = page.getByRole('group', { name: 'Time shown' });
  assert.match(await pager.innerText(), /0–10 s of 24 s/);
  await pager.getByRole('button', { name: 'Later' }).click();
  await pager.getByRole('button', { name: 'Later' }).click();
  assert.match(await pager.innerText(), /14–24 s of 24 s/);
  assert.equal(await pager.getByRole('button', { name: 'Later' }).isDisabled(), true);
  assert.equal((await readPaper(page)).baselinesMm.length, 4);
});

test('an offset moves no lead off its line', async (t) => {
  const page = await openPage(t, used);
  const { baselinesMm, height, pixelsPerMm } = await openCsv(
    page,
    sameWave(twelveLeads, (time) => 3 + pulses(time)),
  );
  assert.ok(height / pixelsPerMm < 130);
  const ink = await inkWithin(page, { fromMm: 30, toMm: 36, topMm: baselinesMm[3] - 1, bottomMm: baselinesMm[3] + 1 });
  assert.ok(ink.length > 0);
});
