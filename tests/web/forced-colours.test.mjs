import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseFiles, openPage, settledPaper, textFile, useBrowser } from './browser.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';

const used = useBrowser();
const backgroundOf = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);

for (const colorScheme of ['light', 'dark']) {
  test(`in the system's own ${colorScheme} colours a pressed button and the chosen ECG are seen`, async (t) => {
    const page = await openPage(t, used, { viewport: { width: 1440, height: 900 }, forcedColors: 'active', colorScheme });
    const text = csvText(sameWave(twelveLeads, (time) => (time % 1 < 0.1 ? 1 : 0)));
    await chooseFiles(page, [textFile('one.csv', text), textFile('other.csv', text)]);
    await settledPaper(page);
    const [pressed, other] = [page.getByRole('button', { name: 'Fit' }), page.getByRole('button', { name: 'Larger' })];
    assert.notEqual(await backgroundOf(pressed), await backgroundOf(other));
    const rows = page.locator('.record-choice');
    assert.notEqual(await backgroundOf(rows.and(page.locator('[aria-current=true]'))), await backgroundOf(rows.and(page.locator('[aria-current=false]'))));
  });
}

test("in the system's own colours the calipers keep theirs, as the paper does", async (t) => {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 }, forcedColors: 'active', colorScheme: 'light' });
  await chooseFiles(page, textFile('one.csv', csvText(sameWave(twelveLeads, (time) => (time % 1 < 0.1 ? 1 : 0)))));
  await settledPaper(page);
  await page.getByRole('button', { name: 'Calipers' }).click();
  const marks = await page.locator('.caliper-handle').evaluateAll((handles) =>
    handles.map((handle) => {
      const [own, mark] = [getComputedStyle(handle), getComputedStyle(handle, '::after')];
      const colour = mark.content === 'none' ? own.backgroundColor : mark.backgroundColor;
      return { name: handle.className, colour, kept: [own, mark].every((style) => style.forcedColorAdjust === 'none') };
    }),
  );
  assert.equal(marks.length, 5);
  for (const { name, colour, kept } of marks) assert.deepEqual([colour, kept], ['rgb(11, 87, 208)', true], name);
});
