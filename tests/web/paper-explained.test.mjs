import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, textFile, useBrowser } from './browser.mjs';
import { nativeExplanations, nativeMeasurement, runTool, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText, paper, readPaper, twelveLeads } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const whyTitle = 'What moved the score';
let files;
let native;
let modules;
before(async () => {
  files = simulatedRecord(folder, { name: 'moved', severity: 0.6 });
  native = nativeExplanations(files[0]);
  modules = await webModules('paper/attribution-bins');
});

async function openedPage(t, opened = files, options = {}) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 1000 }, ...options });
  await chooseFiles(page, opened);
  await shownAnswer(page);
  await page.locator('.measurements-panel').waitFor({ timeout: 60_000 });
  return page;
}

const turn = (page, name) => page.getByRole('button', { name, exact: true }).click();
const explained = (page) => page.locator('.explained-legend .explained-keys, .explained-legend .explained-decoded').first().waitFor({ timeout: 60_000 });

/** How like the colour of a style each place on the paper is: 1 is that very colour. */
function colourAt(page, colour, places) {
  return page.locator('.ecg-paper canvas').evaluate(
    (canvas, { name, wanted }) => {
      const scale = Number(canvas.dataset.pixelsPerMm);
      const probe = document.createElement('canvas').getContext('2d');
      probe.fillStyle = getComputedStyle(canvas).getPropertyValue(name);
      probe.fillRect(0, 0, 1, 1);
      const colour = probe.getImageData(0, 0, 1, 1).data;
      const context = canvas.getContext('2d');
      return wanted.map(({ xMm, yMm }) => {
        const { data } = context.getImageData(Math.round(xMm * scale), Math.round(yMm * scale), 1, 1);
        return 1 - Math.max(...[0, 1, 2].map((part) => Math.abs(data[part] - colour[part]))) / 255;
      });
    },
    { name: colour, wanted: places },
  );
}

/** Places inside the bars of lead II on the rhythm strip that reach at least so far, half way up: {xMm, yMm, share}. */
function barsOnRhythmStrip(baselineMm, attribution = native[0], least = 0.35) {
  const bins = modules.binsOf(attribution);
  return [...bins.leads.II].flatMap((value, place) => {
    const share = value / Math.abs(bins.strongest.share);
    const timeS = (place + 0.5) * bins.binS;
    return Math.abs(share) < least ? [] : [{ xMm: paper.rowStartMm + timeS * paper.mmPerSecond, yMm: baselineMm - share * 4, share }];
  });
}

test('nothing is coloured until it is asked for, and then what raised the score is above the line and what lowered it below', async (t) => {
  const page = await openedPage(t);
  const { baselinesMm } = await readPaper(page);
  const least = 0.15;
  const bars = barsOnRhythmStrip(baselinesMm.at(-1), native[0], least);
  assert.ok(bars.length > 5, `${bars.length} bars of lead II`);
  const colourOf = (share) => (share > 0 ? '--paper-raised' : '--paper-lowered');
  const likeness = async () => {
    const found = [];
    for (const side of [-1, 1]) {
      const ofSide = bars.filter(({ share }) => share * side > 0);
      if (ofSide.length > 0) found.push(...(await colourAt(page, colourOf(side), ofSide)));
    }
    return found;
  };
  const plain = await likeness();
  assert.equal(await page.locator('.explained-legend').count(), 0);
  await turn(page, whyTitle);
  await explained(page);
  const coloured = await likeness();
  const nearer = coloured.filter((share, place) => share > plain[place] + 0.15).length;
  assert.ok(nearer > 0.8 * bars.length, `${nearer} of ${bars.length} bars are coloured`);
  await turn(page, whyTitle);
  assert.deepEqual(await likeness(), plain);
});

test('the legend says what the colours are, to which scale, and what they are not', async (t) => {
  const page = await openedPage(t);
  await turn(page, whyTitle);
  await explained(page);
  const text = await page.locator('.explained-legend').innerText();
  const { strongest } = modules.binsOf(native[0]);
  for (const words of ['above the line: raised the score', 'below the line: lowered it', 'not what ails the patient', `in ${strongest.lead} at`, 'A trace without waves would score']) {
    assert.ok(text.includes(words), words);
  }
  const label = await page.locator('.ecg-paper canvas').getAttribute('aria-label');
  const [foremost] = Object.entries(native[0].leads).sort(([, a], [, b]) => Math.abs(b.total) - Math.abs(a.total));
  assert.ok(label.includes(`${foremost[0]} ${foremost[1].total > 0 ? 'raised' : 'lowered'} it by ${Math.abs(foremost[1].total).toFixed(2)}`), label);
});

test('it is worked out once for table, bars and curve, while the page says that it works', async (t) => {
  const page = await openedPage(t);
  await page.evaluate(() => {
    window.seen = [];
    new MutationObserver(() => {
      const legend = document.querySelector('.explained-legend');
      if (legend) window.seen.push(legend.textContent);
    }).observe(document.body, { childList: true, subtree: true });
  });
  await turn(page, whyTitle);
  await explained(page);
  const seen = await page.evaluate(() => window.seen);
  assert.ok(seen.some((text) => text.includes('Working out')), 'it said that it was working');
  // A worker that is gone answers nothing: what is shown now was kept.
  await page.locator('.attribution-strip summary').press('Enter');
  assert.equal(await page.locator('.attribution-table').count(), native.length);
  await turn(page, 'Reconstruction');
  assert.equal(await page.locator('.explained-errors li').count(), 12);
});

test('the other score has its own colours', async (t) => {
  const page = await openedPage(t);
  await turn(page, whyTitle);
  await explained(page);
  await page.locator('.explained-legend').getByLabel('Score of').selectOption('6 limb leads');
  const { strongest } = modules.binsOf(native[1]);
  await page.getByText(`in ${strongest.lead} at ${strongest.atS.toFixed(2)} s`).waitFor();
});

test('the decoder’s curve is drawn under the trace, with the native tool’s error of every lead', async (t) => {
  const page = await openedPage(t);
  await turn(page, 'Reconstruction');
  await explained(page);
  const shown = await page.locator('.explained-errors li').allInnerTexts();
  const wanted = Object.entries(native[0].leads).map(([name, { reconstruction_mse: error }]) => `${name} ${error.toFixed(2)}`);
  assert.deepEqual(shown, wanted);
  assert.ok((await page.locator('.explained-legend').innerText()).includes('What the model’s decoder makes of it'));
  const { baselinesMm } = await readPaper(page);
  const { leads } = native[0];
  // Where curve and trace are apart: on the rhythm strip the record's level is its mean but for the trace's centring.
  const { reconstruction_mv: curve } = leads.II;
  const places = curve.flatMap((mv, place) => (place % 25 === 0 ? [{ xMm: paper.rowStartMm + (place / 500) * 25, yMm: baselinesMm.at(-1) - mv * 10 }] : []));
  const around = [-0.9, -0.6, -0.3, 0, 0.3, 0.6, 0.9];
  const likeness = await colourAt(page, '--paper-decoded', places.flatMap(({ xMm, yMm }) => around.map((mm) => ({ xMm, yMm: yMm - mm }))));
  const found = places.filter((_, place) => around.some((_, at) => likeness[place * around.length + at] > 0.7)).length;
  assert.ok(found > 0.6 * places.length, `${found} of ${places.length} places show the curve`);
});

test('of a long recording it is said which ten seconds are explained, and the page goes there', async (t) => {
  const header = join(folder, 'long.hea');
  runTool(['simulate', '--duration-s', '32', '--seed', '4', '--rr-irregularity', '0.1', '--to', 'wfdb', '-o', header]);
  const [{ window }] = nativeExplanations(header);
  const page = await openedPage(t, [header, join(folder, 'long.dat')]);
  await turn(page, whyTitle);
  await explained(page);
  await page.getByText(`Only seconds ${window.start_s} to ${window.start_s + 10} are explained`).waitFor();
  await page.getByRole('button', { name: 'Show them' }).click();
  const text = await page.locator('.paper-pager').innerText();
  assert.ok(text.includes(`${window.start_s}`), text);
});

test('where the model abstains there is nothing to colour', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, [textFile('short.csv', csvText(Object.fromEntries(twelveLeads.map((name) => [name, Math.sin])), { seconds: 4 }))]);
  await page.locator('.abstention-panel').waitFor({ timeout: 60_000 });
  await page.locator('.ecg-paper canvas').waitFor();
  assert.equal(await page.getByRole('button', { name: whyTitle }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Reconstruction' }).count(), 0);
});

test('another record begins uncoloured', async (t) => {
  const page = await openedPage(t, [...files, ...simulatedRecord(folder, { name: 'next', seed: 3 })]);
  await turn(page, whyTitle);
  await explained(page);
  await page.getByRole('button', { name: /^next\.hea/ }).first().click();
  await page.getByRole('heading', { name: 'next.hea' }).waitFor();
  await page.locator('.ecg-paper canvas').waitFor();
  assert.equal(await page.locator('.explained-legend').count(), 0);
});

test('the average beat that measuring made is shown as what it is, with its waves where the native tool has them', async (t) => {
  const page = await openedPage(t);
  const beat = nativeMeasurement(files[0], ['--beat-samples']).representative_beat;
  const choice = `Average beat (made by Leadwise from ${beat.beat_count} beats)`;
  await page.locator('.paper-toolbar').getByLabel('Show').selectOption(choice);
  await page.getByText(`Average beat made by Leadwise from ${beat.beat_count} beats, not the recording.`).waitFor();
  const { label, baselinesMm } = await readPaper(page);
  assert.match(label, /^Average beat with 12 leads/);
  assert.equal(baselinesMm.length, 3);
  assert.equal(await page.getByRole('button', { name: whyTitle }).count(), 0);
  await turn(page, 'Waves');
  const { qrs_on_s: onS, t_off_s: offS } = beat.leads.I;
  const at = (timeS) => ({ xMm: paper.rowStartMm + timeS * paper.mmPerSecond, yMm: baselinesMm[0] - 8.6 });
  const [on] = await colourAt(page, '--paper-qrs-wave', [at(onS)]);
  const [off] = await colourAt(page, '--paper-t-wave', [at(offS)]);
  assert.ok(on > 0.75 && off > 0.75, `${on}, ${off}`);
});
