import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { chooseFiles, openPage, useBrowser } from './browser.mjs';
import { nativeMeasurement, simulatedRecord, temporaryFolder } from './built.mjs';
import { paper, readPaper } from './ecg-paper.mjs';
import { webModules } from './web-modules.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const waves = ['p', 'qrs', 't'];
let files;
let native;
let modules;
before(async () => {
  files = simulatedRecord(folder, { name: 'delineated', severity: 0.5 });
  native = nativeMeasurement(files[0]);
  modules = await webModules('paper/wave-places', 'paper/paper-layout');
});

/** The page with the waves over the trace. */
async function openWaves(t) {
  const page = await openPage(t, used, { viewport: { width: 1440, height: 900 } });
  await chooseFiles(page, files);
  await page.getByRole('button', { name: 'Waves' }).click({ timeout: 20_000 });
  return page;
}

/** How far the pixel at a place has the colour of the P, QRS or T wave: 1 is that very colour. */
function waveColourAt(page, places) {
  return page.locator('.ecg-paper canvas').evaluate((canvas, wanted) => {
    const scale = Number(canvas.dataset.pixelsPerMm);
    const probe = document.createElement('canvas').getContext('2d');
    const context = canvas.getContext('2d');
    return wanted.map(({ wave, xMm, yMm }) => {
      probe.fillStyle = getComputedStyle(canvas).getPropertyValue(`--paper-${wave}-wave`);
      probe.fillRect(0, 0, 1, 1);
      const colour = probe.getImageData(0, 0, 1, 1).data;
      const { data } = context.getImageData(Math.round(xMm * scale), Math.round(yMm * scale), 1, 1);
      return 1 - Math.max(...[0, 1, 2].map((part) => Math.abs(data[part] - colour[part]))) / 255;
    });
  }, places);
}

test('each boundary of P, QRS and T stands on the paper where the native tool has it', async (t) => {
  const page = await openWaves(t);
  const { baselinesMm } = await readPaper(page);
  const yMm = baselinesMm.at(-1) - 8.6;
  const edges = native.delineation.leads.II.flatMap((marks) =>
    waves.flatMap((wave) => [marks[`${wave}_on_s`], marks[`${wave}_off_s`]].map((timeS) => ({ wave, timeS }))),
  ).filter(({ timeS }) => timeS !== null && timeS < 10);
  assert.ok(edges.length > 40, `${edges.length} edges`);
  const xOf = (timeS) => paper.rowStartMm + timeS * paper.mmPerSecond;
  const seen = await waveColourAt(page, edges.map(({ wave, timeS }) => ({ wave, xMm: xOf(timeS), yMm })));
  const strong = seen.filter((share) => share > 0.75).length;
  // The R wave, a label or a neighbouring edge may lie over one.
  assert.ok(strong > 0.9 * edges.length, `${strong} of ${edges.length}`);
  const elsewhere = await waveColourAt(page, edges.map(({ wave, timeS }) => ({ wave, xMm: xOf(timeS) + 0.8, yMm })));
  assert.ok(elsewhere.filter((share) => share > 0.75).length < 0.3 * edges.length, 'and not beside it');
});

test('without the switch no wave is marked', async (t) => {
  const page = await openWaves(t);
  await page.getByText('measured waves:').waitFor();
  await page.getByRole('button', { name: 'Waves' }).click();
  assert.equal(await page.getByText('measured waves:').count(), 0);
  const { baselinesMm } = await readPaper(page);
  const places = native.delineation.leads.II.filter(({ qrs_on_s: onS }) => onS !== null).map(({ qrs_on_s: onS }) => ({
    wave: 'qrs',
    xMm: paper.rowStartMm + onS * paper.mmPerSecond,
    yMm: baselinesMm.at(-1) - 8.6,
  }));
  const seen = await waveColourAt(page, places);
  assert.ok(seen.filter((share) => share > 0.75).length < 0.2 * places.length);
});

/** A record of the right shape; where its waves are does not depend on its samples. */
function laidOut(choices, startS = 0) {
  const names = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];
  const leads = names.map((name) => ({ name, label: name, samples_mv: new Float32Array(5000) }));
  const signal = { sampling_rate_hz: 500, duration_s: 10, leads };
  return modules.layOutPaper(signal, startS, { ...modules.standardChoices, ...choices });
}

for (const choices of [{}, { layout: '6x2', mmPerSecond: 50 }, { layout: '12x1', order: 'cabrera' }]) {
  test(`${JSON.stringify(choices)}: every strip has the waves of its own lead and time, and no others`, () => {
    const layout = laidOut(choices);
    const placed = modules.placeWaves(native.delineation, layout, { leftMm: 0, rightMm: layout.widthMm });
    const wanted = layout.strips.flatMap((strip) => {
      const lead = strip.lead.label === '−aVR' ? 'aVR' : strip.lead.label;
      const on = (timeS) => timeS !== null && timeS >= strip.startS && timeS < strip.endS;
      const times = native.delineation.leads[lead].flatMap((marks) =>
        waves.flatMap((wave) => [marks[`${wave}_on_s`], marks[`${wave}_off_s`]]),
      );
      return times.filter(on).map((timeS) => strip.xMm + (timeS - strip.startS) * layout.mmPerSecond);
    });
    const places = placed.flatMap(({ onMm, offMm }) => [onMm, offMm]).filter((mm) => mm !== null);
    assert.ok(places.length > 100);
    assert.deepEqual(places.sort((a, b) => a - b), wanted.sort((a, b) => a - b));
  });
}

test('only the waves in view are placed', () => {
  const layout = laidOut({ layout: '12x1' });
  const some = modules.placeWaves(native.delineation, layout, { leftMm: 100, rightMm: 150 });
  assert.ok(some.length > 12);
  for (const { onMm, offMm } of some) assert.ok((onMm ?? offMm) <= 150 && (offMm ?? onMm) >= 100);
});
