import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertNoViolations } from './axe.mjs';
import { openPage, useBrowser } from './browser.mjs';
import { simulatedRecord, temporaryFolder } from './built.mjs';
import { pageViews } from './page-views.mjs';

const used = useBrowser();
const views = pageViews(simulatedRecord(temporaryFolder(), { name: 'seen', severity: 1 }));

for (const [view, lead] of Object.entries(views)) {
  test(`axe finds nothing to complain of in ${view}`, async (t) => {
    for (const [width, colorScheme] of [[1440, 'light'], [390, 'dark']]) {
      const page = await openPage(t, used, { viewport: { width, height: 844 }, colorScheme });
      await lead(page);
      await assertNoViolations(page, `${view}, ${width} pixels, ${colorScheme}`);
    }
  });
}

test('the help opens by keyboard, holds the focus, and gives it back', async (t) => {
  const page = await openPage(t, used);
  const button = page.getByRole('button', { name: 'Help', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Help' });
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Privacy, and how to check it' }).click();
  const heading = dialog.getByRole('heading', { name: 'Privacy, and how to check it' });
  assert.ok(await heading.evaluate((element) => element === document.activeElement));
  for (let press = 0; press < 20; ++press) {
    await page.keyboard.press('Tab');
    const outside = await page.evaluate(() => document.activeElement?.closest('.page-header, main, footer') !== null);
    assert.ok(!outside, 'the focus stays in the dialog');
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.ok(await button.evaluate((element) => element === document.activeElement));
});

test('the help promises nothing: no cure, no percentage, research use only', async (t) => {
  const page = await openPage(t, used);
  await page.getByRole('button', { name: 'How to get the file out of a device' }).click();
  const text = await page.getByRole('dialog').innerText();
  assert.match(text, /Research use only/i);
  assert.match(text, /not a medical device/);
  assert.match(text, /have never seen an ECG of a patient with a known PH diagnosis/);
  assert.match(text, /A low score excludes nothing/);
  assert.doesNotMatch(text, /\d\s?%|accura|reliab|detects/i);
});
