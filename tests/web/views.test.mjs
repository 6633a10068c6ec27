import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, useBrowser } from './browser.mjs';
import { simulatedRecord, temporaryFolder } from './built.mjs';

const used = useBrowser();
const folder = temporaryFolder();
let record;
before(() => {
  record = simulatedRecord(folder, { name: 'a-record-with-a-long-name-that-has-nowhere-to-break' });
});

for (const width of [320, 390, 1024, 1440]) {
  test(`at ${width} pixels the paper scrolls, never the page`, async (t) => {
    const page = await openPage(t, used, { viewport: { width, height: 844 } });
    const root = page.locator('html');
    const overflow = () => root.evaluate((html) => html.scrollWidth - html.clientWidth);
    assert.equal(await overflow(), 0);
    await chooseFiles(page, record);
    await shownAnswer(page);
    await page.locator('.ecg-paper canvas').waitFor();
    await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
    assert.equal(await overflow(), 0);
    for (const summary of await page.locator('.record-view summary').all()) await summary.click();
    assert.equal(await overflow(), 0, 'with everything opened');
    const paper = await page.locator('.ecg-paper-scroll').evaluate((box) => [box.scrollWidth, box.clientWidth]);
    assert.equal(paper[0] > paper[1], width < 800, `paper ${paper}`);
    assert.equal(await page.getByText('Simulated examples').isVisible(), width > 640);
    for (const button of await page.getByRole('button').all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= width, await button.innerText());
    }
  });
}

for (const language of ['en', 'fr', 'es', 'pt']) {
  test(`${language}: on a phone the time of a long recording is one line, and the slider below it as wide as the paper`, async (t) => {
    const long = simulatedRecord(folder, { name: 'long', more: ['--duration-s', '130'] });
    const page = await openPage(t, used, { url: `${used.server.url}?lang=${language}`, viewport: { width: 320, height: 568 } });
    await chooseFiles(page, long);
    await shownAnswer(page);
    const pager = page.locator('.paper-pager');
    await pager.waitFor();
    // The longest that it says.
    await pager.locator('[aria-live] > *').evaluate((text) => (text.textContent = text.textContent.replace(/2 min 10 s/, '23 h 59 min')));
    for (const [width, fontPx] of [[320, 16], [320, 20], [390, 16], [390, 20]]) {
      await page.setViewportSize({ width, height: 568 });
      await page.locator('html').evaluate((html, size) => (html.style.fontSize = `${size}px`), fontPx);
      const found = await pager.evaluate((box) => {
        const [text, slider] = ['[aria-live]', 'input'].map((name) => box.querySelector(name).getBoundingClientRect());
        const { scrollWidth, clientWidth } = document.documentElement;
        return { text, slider, paper: box.closest('figure').getBoundingClientRect(), overflow: scrollWidth - clientWidth };
      });
      const where = `${width} pixels, font ${fontPx}: ${JSON.stringify(found)}`;
      assert.equal(found.overflow, 0, where);
      assert.ok(found.text.height < 1.8 * fontPx && found.text.right <= found.paper.right + 1, where);
      assert.ok(found.slider.width > 0.9 * found.paper.width && found.slider.top >= found.text.bottom - 1, where);
    }
  });
}

test('the keyboard reaches files, examples, records, measurements, paper and signs', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, record);
  await shownAnswer(page);
  await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
  const reached = [];
  for (let press = 0; press < 75; ++press) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        return element.getAttribute('aria-label') ?? (element.type === 'file' ? 'file' : element.textContent);
      }),
    );
  }
  const wanted = [
    'file', 'Normal', 'RV overload', 'Close all', /^a-record/, /^All measurements/, 'Larger', 'Calipers', 'Waves',
    'What moved the score', 'Reconstruction', 'More', 'ECG paper', /^Other leads/, /^About the weights/,
  ];
  if ((await page.locator('.criterion').count()) > 0) wanted.push('Evaluate', /^(Met|Not met|Not computable)/);
  for (const name of wanted) assert.ok(reached.some((text) => text.match(name)), `${name} in ${reached}`);
});

test('dark and light paper both leave the trace far from the grid', async (t) => {
  for (const colorScheme of ['light', 'dark']) {
    const page = await openPage(t, used, { colorScheme });
    await chooseFiles(page, record);
    await shownAnswer(page);
    const colours = await page.locator('.ecg-paper canvas').evaluate((canvas) => {
      const style = getComputedStyle(canvas);
      const probe = document.createElement('canvas').getContext('2d');
      const names = ['--paper-trace', '--paper', '--paper-small-square', '--paper-large-square'];
      return names.map((name) => {
        probe.fillStyle = style.getPropertyValue(name);
        probe.fillRect(0, 0, 1, 1);
        return [...probe.getImageData(0, 0, 1, 1).data].slice(0, 3);
      });
    });
    const [trace, ...behind] = colours;
    for (const ground of behind) assert.ok(contrast(trace, ground) >= 4.5, `${colorScheme}: ${trace} on ${ground}`);
  }
});

/** The contrast ratio of WCAG 2. */
function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('the model card can be read in the page', async (t) => {
  const page = await openPage(t, used);
  await page.getByText('About the weights').click();
  await page.locator('.model-card dt', { hasText: 'intended use' }).first().waitFor({ timeout: 20_000 });
});

for (const [width, height, leastInView] of [[1440, 900, 300], [1024, 768, 80], [390, 844, 60]]) {
  test(`at ${width} × ${height} pixels the trace is in view as soon as the record is opened`, async (t) => {
    const page = await openPage(t, used, { viewport: { width, height } });
    await chooseFiles(page, record);
    await shownAnswer(page);
    await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
    const { y } = await page.locator('.ecg-paper-scroll').boundingBox();
    assert.ok(y + leastInView <= height, `the paper begins at ${y}`);
  });
}

test('warnings and the score with its caution stand before the trace, all else behind it', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, record);
  await shownAnswer(page);
  await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
  const parts = ['.record-title', '.record-answer', '.ecg-paper', '.provenance', '.measurements-panel', '.export-panel', '.criteria-panel'];
  const places = await page.locator('.record-view').evaluate(
    (view, wanted) => wanted.map((selector) => [...view.children].findIndex((child) => child.matches(selector))),
    parts,
  );
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.ok(places.every((place) => place >= 0), String(places));
  const caution = page.locator('.result-panel .low-score-caution, .abstention-panel');
  assert.equal(await page.locator('.record-answer').locator(caution).count(), 1);
});
