import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { chooseFiles, openPage, settledPaper, textFile, useBrowser } from './browser.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

const used = useBrowser();
let texts;
before(async () => {
  texts = await webModules('languages/durations');
});

for (const [seconds, text] of [[10, '10 s'], [9.996, '10 s'], [119.5, '119.5 s'], [150, '2 min 30 s'], [1800, '30 min'], [86400, '24 h 0 min'], [5399.6, '1 h 30 min']]) {
  test(`${seconds} s are said as ${text}`, () => assert.equal(texts.durationText(seconds), text));
}

test('of a long recording the part in view is told by hours, minutes and seconds', () => {
  assert.equal(texts.stretchText(0, 10, 24), '0–10 s of 24 s');
  assert.equal(texts.stretchText(3730, 3740, 86400), '1:02:10–1:02:20 of 24 h 0 min');
});

test('print and report begin where the paper does, and a slider reaches any part', async (t) => {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  await chooseFiles(page, textFile('long.csv', csvText(sameWave(twelveLeads, (time) => (time % 1 < 0.1 ? 1 : 0)), { rate: 100, seconds: 150 })));
  await settledPaper(page);
  assert.match(await page.locator('.record-title').innerText(), /2 min 30 s/);
  const slider = page.getByRole('slider', { name: 'Time shown' });
  await slider.fill('90');
  assert.match(await page.locator('.paper-pager').innerText(), /0:01:30–0:01:40 of 2 min 30 s/);
  await page.getByRole('button', { name: 'Later' }).click();
  assert.equal(await slider.getAttribute('aria-valuetext'), '0:01:40–0:01:50 of 2 min 30 s');
  assert.equal(await page.getByLabel('Trace of the PDFs from second').inputValue(), '100');
  await page.emulateMedia({ media: 'print' });
  assert.match(await page.locator('.print-trace figcaption').innerText(), /0:01:40–0:01:50 of 2 min 30 s/);
});
