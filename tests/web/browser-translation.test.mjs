// Browsers translate pages for readers of other languages, and put nodes of their own in the place of the texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseFiles, openPage, settledPaper, useBrowser } from './browser.mjs';
import { simulatedRecord, temporaryFolder } from './built.mjs';

const used = useBrowser();
const folder = temporaryFolder();

async function openedPage(t, name) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  await chooseFiles(page, simulatedRecord(folder, { name, severity: 0 }));
  await settledPaper(page);
  return page;
}

/** As Chromium's translation leaves it: every text is gone, and another stands in a font element there. */
function translate(page, selector = 'body') {
  return page.locator(selector).evaluate((root) => {
    const texts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.data.trim() && !node.parentElement.closest('[translate=no], select, script, style')) texts.push(node);
    }
    for (const text of texts) {
      const font = document.createElement('font');
      font.textContent = text.data;
      text.replaceWith(font);
    }
  });
}

test('the scale of a translated page is the one that the paper has', async (t) => {
  const page = await openedPage(t, 'scale');
  await translate(page);
  await page.getByLabel('Gain').selectOption('20 mm/mV');
  const caption = page.locator('.paper-caption');
  await caption.getByText('20 mm/mV').waitFor();
  assert.doesNotMatch(await caption.innerText(), /10 mm\/mV/);
});

test('calipers of a translated page show what they measure now', async (t) => {
  const page = await openedPage(t, 'calipers');
  await page.locator('.paper-switch').first().click();
  const reading = page.locator('.caliper-reading');
  const before = parseInt(await reading.innerText());
  await translate(page, '.caliper-reading');
  await page.getByRole('slider', { name: 'Caliper, second time' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  assert.equal(parseInt(await reading.innerText()), before + 20);
});

test('a sign of a translated page has the status that bedside values give it', async (t) => {
  const page = await openedPage(t, 'bedside');
  await translate(page);
  await page.locator('input[name=nt_probnp_pg_per_ml]').fill('40');
  await page.locator('input[name=oxygen_saturation_percent]').fill('97.5');
  await page.locator('select[name=who_functional_class]').selectOption('2');
  await page.locator('.bedside-form button[type=submit]').click();
  const rule = page.locator('.criterion[data-name=kovacs_2016_low_likelihood]');
  await rule.and(page.locator('[data-status=met]')).waitFor();
  assert.equal(await rule.locator('.criterion-status').innerText(), 'Met');
});
