import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chooseFiles, openPage, settledPaper, textFile, useBrowser } from './browser.mjs';
import { root } from './built.mjs';
import { csvText, inkWithin, readPaper, sameWave, twelveLeads } from './ecg-paper.mjs';

const used = useBrowser();
const pulses = (time) => (time % 1 >= 0.5 && time % 1 < 0.75 ? 1 : 0);

async function openCsv(t, { leads = twelveLeads, wave = pulses, seconds = 10, rate = 250, ...options } = {}) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 }, ...options });
  await chooseFiles(page, textFile('made.csv', csvText(sameWave(leads, wave), { seconds, rate })));
  await settledPaper(page);
  return page;
}

const caption = (page) => page.locator('.paper-caption').innerText();
const more = (page) => page.locator('.paper-more summary').click();
const scrolled = (page) => page.locator('.ecg-paper-scroll').evaluate((box) => box.scrollLeft);

async function calibrate(page, cardCssPixels) {
  await page.getByRole('button', { name: 'Calibrate screen…' }).click();
  await page.getByLabel('Size of the outline').fill(String(cardCssPixels));
  const card = await page.locator('.calibration-card').boundingBox();
  await page.getByRole('button', { name: 'It fits' }).click();
  return card;
}

for (const deviceScaleFactor of [1, 2]) {
  test(`a card makes millimetres true at ${deviceScaleFactor} pixels, and nothing but true size claims it`, async (t) => {
    const page = await openCsv(t, { deviceScaleFactor });
    assert.match(await caption(page), /not to scale/);
    await more(page);
    // A screen with 4 CSS pixels to the millimetre.
    const card = await calibrate(page, 342.5);
    assert.ok(Math.abs(card.width - 342.5) < 0.6 && Math.abs(card.height - (342.5 / 85.6) * 53.98) < 0.6);
    assert.match(await caption(page), /to scale/);
    assert.doesNotMatch(await caption(page), /not to scale/);
    const { pixelsPerMm, cssWidth } = await readPaper(page);
    assert.ok(Math.abs(pixelsPerMm / deviceScaleFactor - 342.5 / 85.6) < 1e-9);
    assert.ok(Math.abs(cssWidth - 265 * (342.5 / 85.6)) < 1);
    await page.getByRole('button', { name: 'Larger' }).click();
    assert.match(await caption(page), /1\.25 × true size, not to scale/);
    await page.getByRole('button', { name: 'True size' }).click();
    assert.equal((await readPaper(page)).pixelsPerMm, pixelsPerMm);
    assert.deepEqual(await page.evaluate(() => [localStorage.length, sessionStorage.length]), [0, 0]);
    await page.getByRole('button', { name: 'Calibrate screen…' }).click();
    await page.getByRole('button', { name: 'Forget' }).click();
    assert.match(await caption(page), /not to scale on a screen/);
  });
}

test('on another screen the millimetres are no longer called true', async (t) => {
  const page = await openCsv(t);
  await more(page);
  await calibrate(page, 350);
  const client = await page.context().newCDPSession(page);
  const size = { width: 1400, height: 900, deviceScaleFactor: 1, mobile: false };
  await client.send('Emulation.setDeviceMetricsOverride', { ...size, screenWidth: 2560, screenHeight: 1440 });
  await page.getByText('not to scale on a screen').waitFor();
  assert.equal(await page.getByRole('button', { name: 'True size' }).count(), 0);
});

test('at a scale of broken pixels grid and trace still agree', async (t) => {
  const page = await openCsv(t);
  await more(page);
  await calibrate(page, 350);
  const { baselinesMm, pixelsPerMm } = await readPaper(page);
  assert.notEqual(pixelsPerMm, Math.round(pixelsPerMm));
  const grid = await page.locator('.ecg-paper canvas').evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 2, canvas.width, 1);
    return Array.from({ length: canvas.width }, (_, x) => data[4 * x + 1]);
  });
  const lines = grid.map((green, x) => ({ green, x })).filter(({ green }) => green === grid[0]).map(({ x }) => x);
  lines.forEach((x, index) => assert.ok(Math.abs(x - 5 * index * pixelsPerMm) <= 0.5, `thick line ${index} at ${x}`));
  const rhythmMm = baselinesMm.at(-1);
  const startMm = 10 + 4.5 * 25;
  const area = { fromMm: startMm - 5, toMm: startMm + 12, topMm: rhythmMm - 12, bottomMm: rhythmMm + 3 };
  const up = (await inkWithin(page, area)).filter(({ topMm }) => topMm < rhythmMm - 5);
  assert.ok(Math.abs(up[0].xMm - startMm) < 2 / pixelsPerMm);
});

test('proportions do not drift when the window changes its size', async (t) => {
  const page = await openCsv(t);
  for (const [width, height] of [[900, 700], [1300, 900], [400, 800], [1440, 900]]) {
    await page.setViewportSize({ width, height });
    await page.waitForFunction(() => {
      const canvas = document.querySelector('.ecg-paper canvas');
      return canvas.width === Math.min(265 * canvas.dataset.pixelsPerMm, canvas.closest('.ecg-paper-scroll').clientWidth);
    });
    const ratio = await page.locator('.ecg-paper canvas').evaluate((canvas) => {
      const { width: cssWidth, height: cssHeight } = canvas.getBoundingClientRect();
      return [canvas.width / cssWidth, canvas.height / cssHeight];
    });
    for (const pixels of ratio) assert.ok(Math.abs(pixels - 1) < 0.01, `${pixels} at ${width}`);
  }
});

test('speed and gain scale the trace and its calibration pulse', async (t) => {
  const page = await openCsv(t);
  await page.getByLabel('Speed').selectOption('50 mm/s');
  await page.getByLabel('Gain').selectOption('20 mm/mV');
  assert.match(await caption(page), /^50 mm\/s · 20 mm\/mV/);
  const { baselinesMm, pixelsPerMm } = await readPaper(page);
  const pixelMm = 1 / pixelsPerMm;
  const [firstMm] = baselinesMm;
  const rows = { topMm: 0, bottomMm: firstMm + 2 };
  const pulse = await inkWithin(page, { ...rows, fromMm: 0, toMm: 14 });
  const plateau = pulse.filter(({ topMm, bottomMm }) => bottomMm - topMm < 2 && bottomMm < firstMm - 10);
  assert.ok(Math.abs(plateau.length * pixelMm - 10) < 3 * pixelMm, 'the pulse is 0.2 s wide');
  assert.ok(Math.abs(firstMm - (plateau[4].topMm + plateau[4].bottomMm) / 2 - 20) < 1.5 * pixelMm, 'and 1 mV high');
  const up = (await inkWithin(page, { ...rows, fromMm: 30, toMm: 60 })).filter(({ topMm }) => topMm < firstMm - 10);
  assert.ok(Math.abs(up[0].xMm - (15 + 0.5 * 50)) < 2 * pixelMm);
});

test('a filter is off, a marked choice, and gone with the next record', async (t) => {
  const page = await openCsv(t);
  assert.match(await caption(page), /no filter/);
  await more(page);
  await page.getByLabel('40 Hz low-pass').check();
  await page.getByLabel('Mains notch').selectOption('50 Hz');
  assert.match(await caption(page), /filtered for display only: 40 Hz low-pass, 50 Hz notch; measured unfiltered/);
  await page.getByLabel('Layout').selectOption({ label: '6 × 2' });
  await chooseFiles(page, textFile('next.csv', csvText(sameWave(twelveLeads, pulses))));
  await page.getByRole('heading', { name: 'next.csv' }).waitFor();
  await readPaper(page);
  assert.match(await caption(page), /no filter/);
  assert.equal(await page.getByLabel('Layout').locator('option:checked').innerText(), '6 × 2', 'a habit stays');
});

test('a filter changes what is drawn', async (t) => {
  const humming = (time) => 0.5 * Math.sin(2 * Math.PI * 50 * time);
  const page = await openCsv(t, { wave: humming, rate: 500 });
  const reach = async () => {
    const { baselinesMm } = await readPaper(page);
    const ink = await inkWithin(page, { fromMm: 130, toMm: 150, topMm: baselinesMm[3] - 6, bottomMm: baselinesMm[3] + 6 });
    return Math.max(...ink.map(({ topMm, bottomMm }) => bottomMm - topMm));
  };
  assert.ok((await reach()) > 6);
  await more(page);
  await page.getByLabel('Mains notch').selectOption('50 Hz');
  assert.ok((await reach()) < 1.5);
});

test('leads are switched off one by one, and all come back', async (t) => {
  const page = await openCsv(t);
  await page.getByLabel('Layout').selectOption({ label: '12 × 1' });
  await more(page);
  await page.getByLabel('V2', { exact: true }).uncheck();
  await page.getByLabel('III', { exact: true }).uncheck();
  assert.equal((await readPaper(page)).baselinesMm.length, 10);
  await page.getByText('10 of 12 shown').waitFor();
  await page.getByRole('button', { name: 'All leads' }).click();
  assert.equal((await readPaper(page)).baselinesMm.length, 12);
});

test('keys on the paper zoom it and fit it again', async (t) => {
  const page = await openCsv(t);
  const { pixelsPerMm } = await readPaper(page);
  await page.locator('.ecg-paper-scroll').focus();
  await page.keyboard.press('+');
  assert.ok(Math.abs((await readPaper(page)).pixelsPerMm - 1.25 * pixelsPerMm) < 1e-9);
  await page.keyboard.press('0');
  assert.equal((await readPaper(page)).pixelsPerMm, pixelsPerMm);
});

test('Ctrl and the wheel zoom around the pointer', async (t) => {
  const page = await openCsv(t, { seconds: 60 });
  await page.getByLabel('Layout').selectOption({ label: '12 × 1' });
  await page.locator('.ecg-paper-scroll').evaluate((box) => (box.scrollLeft = 2000));
  const box = await page.locator('.ecg-paper-scroll').boundingBox();
  const before = { ...(await readPaper(page)), left: await scrolled(page) };
  await page.mouse.move(box.x + 300, Math.max(box.y, 0) + 40);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -200);
  await page.keyboard.up('Control');
  await page.waitForFunction((old) => document.querySelector('.ecg-paper canvas').dataset.pixelsPerMm !== old, String(before.pixelsPerMm));
  const after = { ...(await readPaper(page)), left: await scrolled(page) };
  assert.ok(Math.abs(after.pixelsPerMm / before.pixelsPerMm - 2) < 1e-6);
  const mmUnder = ({ left, pixelsPerMm }) => (left + 300 - 1) / pixelsPerMm;
  assert.ok(Math.abs(mmUnder(after) - mmUnder(before)) < 1);
});

test('two fingers zoom the paper, not the page', async (t) => {
  const page = await openCsv(t, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await page.locator('.ecg-paper-scroll').evaluate((box) => box.scrollIntoView());
  const box = await page.locator('.ecg-paper-scroll').boundingBox();
  const before = (await readPaper(page)).pixelsPerMm;
  const client = await page.context().newCDPSession(page);
  const fingers = (apart) => [-1, 1].map((side) => ({ x: box.x + 180 + (side * apart) / 2, y: box.y + 100 }));
  await client.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(80) });
  for (const apart of [100, 130, 160]) {
    await client.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
  }
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  const after = (await readPaper(page)).pixelsPerMm;
  assert.ok(Math.abs(after / before - 2) < 0.05, `${after / before} times`);
  assert.equal(await page.evaluate(() => visualViewport.scale), 1);
});

test('a minute of twelve leads lies on one paper, panned by mouse and by page', async (t) => {
  const marked = (time) => (time >= 42 && time < 42.2 ? 1 : 0);
  const page = await openCsv(t, { seconds: 60, wave: marked });
  await page.getByLabel('Layout').selectOption({ label: '12 × 1' });
  const { pixelsPerMm, width } = await readPaper(page);
  const sheet = await page.locator('.paper-sheet').evaluate((element) => element.clientWidth);
  assert.ok(Math.abs(sheet - (10 + 60 * 25 + 5) * pixelsPerMm) <= 1);
  assert.ok(width < sheet / 4, 'the canvas is no larger than the view');
  const pager = page.getByRole('group', { name: 'Time shown' });
  for (const timeS of [10, 20, 30, 40]) {
    await pager.getByRole('button', { name: 'Later' }).click();
    await pager.getByText(new RegExp(`^${timeS}–`)).waitFor();
  }
  // The pulse at 42 s is 50 mm behind the row's start, less what is scrolled: 10 mm of margin.
  const { baselinesMm } = await readPaper(page);
  const rise = await inkWithin(page, { fromMm: 20, toMm: 100, topMm: baselinesMm[0] - 10.5, bottomMm: baselinesMm[0] - 9.5 });
  assert.ok(Math.abs(rise[0].xMm - (10 + 2 * 25)) < 1 && Math.abs(rise.at(-1).xMm - (10 + 2.2 * 25)) < 1, JSON.stringify(rise[0]));
  const before = await scrolled(page);
  const box = await page.locator('.ecg-paper-scroll').boundingBox();
  await page.mouse.move(box.x + 500, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 60, { steps: 4 });
  await page.mouse.up();
  assert.ok(Math.abs((await scrolled(page)) - before - 200) <= 1);
});

test('an average beat stored in the file is shown apart and says what it is', async (t) => {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  await chooseFiles(page, join(root, 'tests/golden/io/muse/eight_leads.xml'));
  await readPaper(page);
  const shown = page.getByLabel(/^Show/);
  await shown.selectOption({ index: 1 });
  assert.match(await caption(page), /Average beat stored by the device, not the recording/);
  assert.equal(await page.getByRole('group', { name: 'Time shown' }).count(), 0);
  assert.equal((await readPaper(page)).baselinesMm.length, 3);
  assert.match((await readPaper(page)).label, /^Average beat with 7 leads: I, II, III derived, aVR derived, aVL derived, aVF derived, V1\./);
  await page.getByRole('button', { name: 'Calipers' }).click();
  assert.match(await page.locator('.caliper-reading').innerText(), /^\d+ ms/);
  await shown.selectOption({ label: 'Recording' });
  assert.doesNotMatch(await caption(page), /Average beat/);
});

test('unusual recordings are drawn, zoomed and measured by calipers like any other', async (t) => {
  const cases = [
    { leads: ['II'], seconds: 4 },
    { leads: ['a', 'b', 'c'], seconds: 30 },
    { leads: [...twelveLeads, 'X', 'Y', 'Z'], seconds: 10 },
    { leads: ['I'], seconds: 12, wave: (time) => (time > 2 && time < 11 ? '' : pulses(time)) },
  ];
  for (const made of cases) {
    const leads = made.leads.map((name) => `${name} (mV)`);
    const page = await openCsv(t, { ...made, leads });
    await page.getByRole('button', { name: 'Calipers' }).click();
    await page.getByRole('button', { name: 'Larger' }).click();
    assert.match(await page.locator('.caliper-reading').innerText(), /^\d+ ms/);
    assert.doesNotMatch(await page.locator('.ecg-paper').innerText(), /NaN|undefined|null/);
    await page.context().close();
  }
});
