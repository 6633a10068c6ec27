import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { chooseFiles, openPage, settledPaper, textFile, useBrowser } from './browser.mjs';
import { csvText, readPaper, sameWave, twelveLeads } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

const used = useBrowser();
let calipers;
let layOutPaper;
let standardChoices;
before(async () => {
  calipers = await webModules('paper/calipers', 'paper/caliper-text');
  ({ layOutPaper, standardChoices } = await webModules('paper/paper-layout'));
});

/** A beat of 1 mV every 0.8 s, the first at 0.4 s; between them 0. */
const beat = (time) => Math.exp(-(((time % 0.8) - 0.4) ** 2) / (2 * 0.01 ** 2));

function lead(rateHz, { seconds = 10, wave = beat } = {}) {
  const samples_mv = Float32Array.from({ length: seconds * rateHz }, (_, index) => wave(index / rateHz));
  const signal = { sampling_rate_hz: rateHz, duration_s: seconds, leads: [{ name: 'II', label: 'II', samples_mv }] };
  return layOutPaper(signal, 0);
}

for (const rateHz of [250, 500, 360]) {
  test(`at ${rateHz} Hz calipers lie on samples and read the interval between them`, () => {
    const { firstCalipers, withFrom, withTo, readingOf } = calipers;
    const layout = lead(rateHz);
    let put = withFrom(firstCalipers(layout, rateHz, 5), 2.0007, layout, rateHz);
    put = withTo(put, 2.7996, layout, rateHz);
    for (const timeS of [put.fromS, put.toS]) assert.ok(Math.abs(timeS * rateHz - Math.round(timeS * rateHz)) < 1e-9);
    const { intervalMs, perMinute, differenceMv } = readingOf(put, layout.strips[0], rateHz);
    assert.ok(Math.abs(intervalMs - 800) < 1e-6 && Math.abs(perMinute - 75) < 1e-6);
    assert.ok(Math.abs(differenceMv) < 0.01, 'from one peak to the next');
    const foot = readingOf(withTo(put, 2.4, layout, rateHz), layout.strips[0], rateHz);
    assert.ok(Math.abs(foot.differenceMv + 1) < 0.01, 'from a peak to the line');
  });
}

test('no end passes the other or leaves the page, and a moved caliper keeps its width', () => {
  const { firstCalipers, movedTo, withFrom, withTo } = calipers;
  const layout = lead(500);
  const put = firstCalipers(layout, 500, 5);
  assert.ok(withFrom(put, 9, layout, 500).fromS < put.toS);
  assert.ok(withTo(put, 0, layout, 500).toS > put.fromS);
  assert.equal(withTo(put, 99, layout, 500).toS, 9.998);
  for (const timeS of [-3, 1.2345, 99]) {
    const moved = movedTo(put, timeS, layout, 500);
    assert.ok(Math.abs(moved.toS - moved.fromS - 0.8) < 1e-9);
    assert.ok(moved.fromS >= 0 && moved.toS <= 9.998);
  }
});

test('an interval is marched out over all that is in view, and not onto itself', () => {
  const places = calipers.marchPlaces({ fromMm: 60, everyMm: 20 }, { leftMm: 5, rightMm: 145 });
  assert.deepEqual(places, [20, 40, 100, 120, 140]);
});

test('where a sample is missing there is no amplitude', () => {
  const { firstCalipers, readingOf, withFrom } = calipers;
  const layout = lead(500, { wave: (time) => (time > 2 && time < 3 ? NaN : beat(time)) });
  const put = withFrom(firstCalipers(layout, 500, 5), 2.5, layout, 500);
  assert.equal(readingOf(put, layout.strips[0], 500).differenceMv, null);
  assert.equal(calipers.differenceText(readingOf(put, layout.strips[0], 500)), 'no sample here');
});

test('a level that is moved stays on the paper, and leaves the other where it is, be it taller than the paper', () => {
  const { levelBounds, withLevel } = calipers;
  const layout = lead(500, { wave: beat });
  const [strip] = layout.strips;
  const { most } = levelBounds(strip, layout);
  const levels = { from: 0, to: most + 0.4 };
  assert.deepEqual(withLevel({}, levels, { from: 0.01 }, strip, layout).levelsMv, { from: 0.01, to: most + 0.4 });
  assert.deepEqual(withLevel({}, levels, { to: most + 1 }, strip, layout).levelsMv, { from: 0, to: most });
});

for (const layout of ['3x4', '3x4+1', '6x2', '12x1']) {
  for (const [startS, middleS] of [[0, 5], [10.13, 15.13], [10.13, 12.6], [0, 9.9]]) {
    test(`${layout} from ${startS} s: calipers put at ${middleS} s lie near it, where their lead has samples`, () => {
      const leads = twelveLeads.map((name) => ({ name, label: name, samples_mv: new Float32Array(25 * 500) }));
      const put = layOutPaper({ sampling_rate_hz: 500, duration_s: 25, leads }, startS, { ...standardChoices, layout });
      const { fromS, toS, strip } = calipers.firstCalipers(put, 500, middleS);
      const { differenceMv } = calipers.readingOf({ fromS, toS, levelsMv: null }, put.strips[strip], 500);
      assert.equal(differenceMv, 0, `${fromS} to ${toS} s on ${put.strips[strip].lead.name}`);
      assert.ok(Math.abs(toS - fromS - 0.8) < 1e-9 && Math.abs(fromS + 0.4 - middleS) < 0.91);
    });
  }
}

async function openBeats(t, options) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 }, ...options });
  await chooseFiles(page, textFile('beats.csv', csvText(sameWave(twelveLeads, beat))));
  await settledPaper(page);
  await page.getByRole('button', { name: 'Calipers' }).click();
  return page;
}

const reading = (page) => page.locator('.caliper-reading').innerText();
const handle = (page, name) => page.getByRole('slider', { name });
const valueOf = async (page, name) => Number(await handle(page, name).getAttribute('aria-valuenow'));

/** Moves a caliper's end to a time by keys alone. */
async function keyTo(page, name, timeS, sampleS = 0.002) {
  await handle(page, name).focus();
  for (let press = 0; press < 800; ++press) {
    const offS = timeS - (await valueOf(page, name));
    if (Math.abs(offS) < sampleS / 2) return;
    const key = offS > 0 ? 'ArrowRight' : 'ArrowLeft';
    await page.keyboard.press(Math.abs(offS) > 10.5 * sampleS ? `Shift+${key}` : key);
  }
  assert.fail(`${name} does not reach ${timeS} s`);
}

test('with keys alone two peaks of a known rhythm measure 800 ms and 75 a minute, peak to line 1 mV', async (t) => {
  const page = await openBeats(t);
  await keyTo(page, 'Caliper, first time', 4.4);
  await keyTo(page, 'Caliper, second time', 5.2);
  assert.match(await reading(page), /800 ms\s+75\/min\s+0\.00 mV/);
  assert.equal(await handle(page, 'Caliper, second time').getAttribute('aria-valuetext'), '5.200 s');
  await keyTo(page, 'Caliper, second time', 4.8);
  assert.match(await reading(page), /400 ms\s+150\/min\s+−1\.00 mV/);
  await handle(page, 'Caliper, both times').focus();
  await page.keyboard.press('ArrowRight');
  assert.ok(Math.abs((await valueOf(page, 'Caliper, first time')) - 4.402) < 1e-9);
  assert.match(await reading(page), /400 ms/);
  assert.equal(await page.locator('output.caliper-reading').count(), 1, 'a status that is announced');
});

test('a level is moved by keys in hundredths of a mV, and goes back to the trace', async (t) => {
  const page = await openBeats(t);
  await keyTo(page, 'Caliper, first time', 4.4);
  await keyTo(page, 'Caliper, second time', 4.8);
  await handle(page, 'Caliper, second level').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  assert.match(await reading(page), /−1\.11 mV/);
  await page.getByRole('button', { name: 'Levels to the trace' }).click();
  assert.match(await reading(page), /−1\.00 mV/);
});

for (const hasTouch of [false, true]) {
  test(`dragging by ${hasTouch ? 'touch' : 'mouse'} moves an end by what the paper says, onto a sample`, async (t) => {
    const page = await openBeats(t, { hasTouch });
    const before = await valueOf(page, 'Caliper, second time');
    const box = await handle(page, 'Caliper, second time').boundingBox();
    const { pixelsPerMm } = await readPaper(page);
    const [x, y] = [box.x + box.width / 2, box.y + 60];
    // One second to the left is 25 mm.
    const leftPixels = 12.5 * pixelsPerMm;
    if (hasTouch) await touchDrag(page, { x, y }, { x: x - leftPixels, y });
    else {
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x - leftPixels / 2, y);
      await page.mouse.move(x - leftPixels, y);
      await page.mouse.up();
    }
    assert.ok(Math.abs((await valueOf(page, 'Caliper, second time')) - (before - 0.5)) < 1e-6);
  });
}

async function touchDrag(page, from, to) {
  const client = await page.context().newCDPSession(page);
  const send = (type, touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [from]);
  await send('touchMove', [{ x: (from.x + to.x) / 2, y: from.y }]);
  await send('touchMove', [to]);
  await send('touchEnd', []);
}

for (const name of ['Caliper, second time', 'Caliper, both times', 'Caliper, second level']) {
  test(`a pinch that begins on "${name}" zooms and leaves the calipers where they were`, async (t) => {
    const page = await openBeats(t, { hasTouch: true });
    const before = await reading(page);
    const times = await page.getByRole('slider').evaluateAll((all) => all.map((one) => one.getAttribute('aria-valuenow')));
    const { pixelsPerMm } = await readPaper(page);
    const box = await handle(page, name).boundingBox();
    const on = { x: box.x + box.width / 2, y: box.y + Math.min(60, box.height / 2), id: 0 };
    const beside = { x: on.x + 60, y: on.y + 40, id: 1 };
    const client = await page.context().newCDPSession(page);
    const send = (type, touchPoints) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', [on]);
    await send('touchMove', [{ ...on, x: on.x - 20, y: on.y - 10 }]);
    await send('touchStart', [{ ...on, x: on.x - 20, y: on.y - 10 }, beside]);
    for (const apart of [40, 80]) {
      await send('touchMove', [{ ...on, x: on.x - 20 - apart, y: on.y - 10 }, { ...beside, x: beside.x + apart }]);
    }
    await send('touchEnd', []);
    await page.waitForFunction((was) => Number(document.querySelector('.ecg-paper canvas').dataset.pixelsPerMm) > was, pixelsPerMm);
    assert.equal(await reading(page), before);
    assert.deepEqual(await page.getByRole('slider').evaluateAll((all) => all.map((one) => one.getAttribute('aria-valuenow'))), times);
  });
}

test('a tap on a lead takes the calipers there; so does its name', async (t) => {
  const page = await openBeats(t);
  const select = page.getByLabel('Caliper lead');
  assert.match(await select.locator('option:checked').innerText(), /^II, 0–10 s$/);
  const { baselinesMm, pixelsPerMm } = await readPaper(page);
  const canvas = await page.locator('.ecg-paper canvas').boundingBox();
  await page.mouse.click(canvas.x + 220 * pixelsPerMm, canvas.y + (baselinesMm[1] + 1) * pixelsPerMm);
  assert.match(await select.locator('option:checked').innerText(), /^V5, 7\.5–10 s$/);
  const fromS = await valueOf(page, 'Caliper, first time');
  assert.ok(fromS >= 7.5 && fromS < 10);
  await select.selectOption({ label: 'aVR, 2.5–5 s' });
  assert.ok((await valueOf(page, 'Caliper, first time')) < 5);
});

test('presses alone move every end, by a sample, by ten, or by a level, and a tap moves the nearer end', async (t) => {
  const page = await openBeats(t);
  const press = (name) => page.locator('.caliper-steps').getByRole('button', { name, exact: true }).click();
  const firstS = await valueOf(page, 'Caliper, first time');
  const secondS = await valueOf(page, 'Caliper, second time');
  await press('Caliper, first time: −20\u00a0ms');
  await press('Caliper, first time: +2\u00a0ms');
  assert.ok(Math.abs((await valueOf(page, 'Caliper, first time')) - (firstS - 0.018)) < 1e-9);
  assert.equal(await valueOf(page, 'Caliper, second time'), secondS);
  await page.getByLabel('Move').selectOption({ label: 'Caliper, both times' });
  await press('Caliper, both times: +20\u00a0ms');
  assert.ok(Math.abs((await valueOf(page, 'Caliper, second time')) - (secondS + 0.02)) < 1e-9);
  await page.getByLabel('Move').selectOption({ label: 'Caliper, second level' });
  const level = await valueOf(page, 'Caliper, second level');
  await press('Caliper, second level: −0.1\u00a0mV');
  await press('Caliper, second level: −0.01\u00a0mV');
  assert.ok(Math.abs((await valueOf(page, 'Caliper, second level')) - (level - 0.11)) < 1e-9);
  for (const button of await page.locator('.caliper-steps button').all()) {
    const { width, height } = await button.boundingBox();
    assert.ok(width >= 24 && height >= 24, `${width} by ${height}`);
  }
  const { baselinesMm, pixelsPerMm } = await readPaper(page);
  const canvas = await page.locator('.ecg-paper canvas').boundingBox();
  const tap = (timeS) => page.mouse.click(canvas.x + (10 + 25 * timeS) * pixelsPerMm, canvas.y + (baselinesMm.at(-1) + 6) * pixelsPerMm);
  const before = await valueOf(page, 'Caliper, second time');
  await tap(2);
  assert.ok(Math.abs((await valueOf(page, 'Caliper, first time')) - 2) < 0.02);
  assert.equal(await valueOf(page, 'Caliper, second time'), before);
  await tap(8);
  assert.ok(Math.abs((await valueOf(page, 'Caliper, second time')) - 8) < 0.02);
});

test('a marched-out interval draws lines where it recurs', async (t) => {
  const page = await openBeats(t);
  await keyTo(page, 'Caliper, first time', 4.4);
  await keyTo(page, 'Caliper, second time', 5.2);
  const { pixelsPerMm } = await readPaper(page);
  const blueAt = (timeS) =>
    page.locator('.ecg-paper canvas').evaluate(
      (canvas, x) => {
        const { data } = canvas.getContext('2d').getImageData(x - 2, 2, 5, 1);
        return [0, 1, 2, 3, 4].some((at) => data[4 * at + 2] > data[4 * at] + 80);
      },
      Math.round((10 + 25 * timeS) * pixelsPerMm),
    );
  assert.equal(await blueAt(6), false);
  await page.getByLabel('March out').check();
  for (const timeS of [0.4, 1.2, 6, 9.2]) assert.equal(await blueAt(timeS), true, `a line at ${timeS} s`);
  for (const timeS of [0.8, 5.6]) assert.equal(await blueAt(timeS), false, `no line at ${timeS} s`);
});
