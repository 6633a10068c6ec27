import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPage, textFile, useBrowser } from './browser.mjs';
import { nativeAnswer, nativeMeasurement, simulatedRecord, siteFolder, temporaryFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { openedRecord, save, sha256, showRecord } from './exporting.mjs';
import { readPdf, textOf } from './pdf-content.mjs';

const used = useBrowser();
const folder = temporaryFolder();
const toleranceMm = 0.1;

const within = (value, wanted, what) =>
  assert.ok(Math.abs(value - wanted) <= toleranceMm, `${what}: ${value} mm, not ${wanted} mm`);

async function reportOf(page, title = 'Report (PDF)') {
  const { name, bytes } = await save(page, title);
  return { name, bytes, ...readPdf(bytes) };
}

/** Calibration pulses are the only lines of six points: up, along and down again. */
function pulsesOf({ lines }) {
  return lines.map(({ points }) => points).filter((points) => points.length === 6);
}

/** The letters of the font are a little wider than four tenths of its size. */
function assertLabelsHaveRoom({ texts }) {
  for (const { text, xMm, yMm, sizePt } of texts.filter(({ text: words }) =>
    /^(Not computable|Not met|Met)$/.test(words),
  )) {
    const behind = texts.filter((other) => other.yMm === yMm && other.xMm > xMm).map((other) => other.xMm);
    const endMm = xMm + text.length * 0.4 * sizePt * (25.4 / 72);
    assert.ok(Math.min(...behind) > endMm, `${text} at ${xMm}, ${yMm}`);
  }
}

const tracesOf = ({ lines }) => lines.map(({ points }) => points).filter((points) => points.length > 100);

/** Where a line is highest within each stretch that rises above half of its height. */
function peaksOf(points) {
  const ys = points.map(([, y]) => y);
  const half = (Math.min(...ys) + [...ys].sort((a, b) => a - b)[ys.length >> 1]) / 2;
  const peaks = [];
  let highest = null;
  for (const point of points) {
    if (point[1] < half && (!highest || point[1] < highest[1])) highest = point;
    if (point[1] >= half && highest) {
      peaks.push(highest);
      highest = null;
    }
  }
  return peaks;
}

/** 1 mV high, every 0.8 s, the first at 0.4 s. */
const beat = (time) => Math.exp(-(((time % 0.8) - 0.4) ** 2) / (2 * 0.015 ** 2));
const scaled = (factor) => (time) => factor * beat(time);
/** As Einthoven has it: III = II − I. */
const limbLeads = {
  I: scaled(0.4),
  II: beat,
  III: scaled(0.6),
  aVR: scaled(-0.7),
  aVL: scaled(-0.1),
  aVF: scaled(0.8),
};
const chestLeads = twelveLeads.slice(6);

const isGridLine = ({ points: [a, b], points }) => points.length === 2 && (a[0] === b[0] || a[1] === b[1]);

test('the report of a simulated ECG', async (t) => {
  const files = simulatedRecord(folder, { name: 'patient4711', severity: 1 });
  const screened = nativeAnswer(files[0]);
  const { measurements, criteria, beats } = nativeMeasurement(files[0]);
  const asked = [];
  const page = await openPage(t, used);
  page.on('request', (request) => !request.url().startsWith('blob:') && asked.push(request.url()));
  await openedRecord(t, used, files, { page });
  const firstView = asked.length;
  const report = await reportOf(page);
  const text = textOf(report);
  const referral = await reportOf(page, 'Referral note (PDF)');

  await t.test('fetches the PDF library only when it is asked for, and nothing else', () => {
    assert.ok(asked.slice(0, firstView).every((url) => !/pdf/i.test(url)));
    const names = asked.slice(firstView).map((url) => new URL(url).pathname.split('/').at(-1));
    assert.equal(names.length, 1);
    assert.match(names[0], /^pdf-reports-.*\.js$/);
  });

  await t.test('says what the native tool says', () => {
    assert.match(text, /RESEARCH USE ONLY/);
    for (const { leads, probability } of screened.predictions) {
      const score = `${leads === 6 ? '6 limb leads' : '12 leads'}: ${Math.round(probability * 100)} of 100`;
      assert.ok(text.includes(score), score);
    }
    for (const name of ['heart_rate_bpm', 'pr_ms', 'qrs_ms', 'qt_ms', 'qtc_fridericia_ms', 'qrs_axis_deg']) {
      assert.ok(text.includes(String(Math.round(measurements[name])).replace('-', '−')), name);
    }
    const words = { met: 'Met', not_met: 'Not met', not_computable: 'Not computable' };
    for (const { title, status } of criteria)
      assert.ok(text.includes(`${words[status]} ${title}`), `${title}: ${status}`);
  });

  await t.test('says what no score and no absent sign mean', () => {
    assert.match(text, /A low score does not exclude pulmonary hypertension: many patients have normal ECGs/);
    assert.match(text, /An absent sign does not exclude PH/);
    assert.match(text, /never tested on catheterised patients/);
  });

  await t.test('names input, weights and build by their SHA-256, and the way to get it again', () => {
    for (const file of files) assert.ok(text.includes(sha256(readFileSync(file))), `SHA-256 of ${file}`);
    assert.ok(text.includes(screened.model.sha256));
    const assets = join(siteFolder, 'assets');
    const wasm = readdirSync(assets).find((name) => name.endsWith('.wasm'));
    assert.ok(text.includes(`core SHA-256 ${sha256(readFileSync(join(assets, wasm)))}`));
    assert.match(text, /page SHA-256 [0-9a-f]{64}/);
    assert.match(text, /leadwise screen FILE --leads all --json/);
    assert.match(text, /leadwise measure FILE --json/);
  });

  await t.test('bears no file name', () => {
    assert.ok(text.includes(sha256('patient4711.hea')));
    for (const { name, bytes } of [report, referral])
      assert.doesNotMatch(name + bytes.toString('latin1') + text, /4711/);
  });

  await t.test('gives no percentage and no verdict', () => {
    for (const words of [text, textOf(referral)]) {
      assert.match(words, /\d+ of 100/);
      assert.match(words, /It is not the chance of a disease/);
      assert.doesNotMatch(words.replace('printed at 100 %', ''), /\d\s?%|positive|negative|pattern (not )?found/i);
      assert.doesNotMatch(words, /\bruled out\b|\bunlikely\b|all clear|healthy/i);
    }
  });

  await t.test('draws the beats as far apart as the native tool finds them', () => {
    const rhythm = tracesOf(report).at(-1);
    const times = beats.map(({ r_s: time }) => time).slice(1, -1);
    const xs = times.map((time) => {
      const near = rhythm.filter(([x]) => Math.abs(x - rhythm[0][0] - time * 25) < 2);
      return near.reduce((highest, point) => (point[1] < highest[1] ? point : highest))[0];
    });
    within(xs.at(-1) - xs[0], (times.at(-1) - times[0]) * 25, 'first to last R');
  });

  await t.test('has grid lines every millimetre, thicker ones every five, and baselines on them', () => {
    const vertical = report.lines.filter((line) => isGridLine(line) && line.points[1][1] - line.points[0][1] > 50);
    const thicknesses = [...new Set(vertical.map(({ widthMm }) => widthMm))].sort((a, b) => a - b);
    assert.equal(thicknesses.length, 2);
    for (const [index, distance] of [1, 5].entries()) {
      const xs = vertical.filter(({ widthMm }) => widthMm === thicknesses[index]).map(({ points }) => points[0][0]);
      assert.equal(xs.length, 265 / distance + 1);
      xs.slice(1).forEach((x, at) => within(x - xs[at], distance, 'grid lines'));
    }
    const topMm = vertical[0].points[0][1];
    for (const [[, y]] of pulsesOf(report)) within(Math.abs(((y - topMm + 0.5) % 1) - 0.5), 0, 'baseline off the grid');
  });

  await t.test('has no text over the trace and none too small to read', () => {
    const grid = report.lines.filter((line) => isGridLine(line)).flatMap(({ points }) => points.map(([, y]) => y));
    const letters = report.texts.filter(({ text: words }) => !twelveLeads.includes(words));
    assert.ok(letters.every(({ yMm }) => yMm < Math.min(...grid) || yMm > Math.max(...grid)));
    assert.ok(letters.every(({ sizePt }) => sizePt >= 5.5));
    assert.equal(report.missingGlyphs + referral.missingGlyphs, 0);
  });

  await t.test('comes with a referral note that has empty lines for the patient, and the trace', () => {
    assert.equal(pulsesOf(referral).length, 4);
    for (const blank of ['Name', 'Date of birth', 'Clinician']) {
      const label = referral.texts.find(({ text: words }) => words === blank);
      const beside = (yMm) => Math.abs(yMm - label.yMm) < 1.5;
      const line = referral.lines.find(({ points: [a, b] }) => b && a[1] === b[1] && beside(a[1]) && b[0] - a[0] > 40);
      assert.ok(line, blank);
      const written = referral.texts.filter(
        ({ xMm, yMm }) => beside(yMm) && xMm > label.xMm && xMm < line.points[1][0],
      );
      assert.deepEqual(written, [], `beside ${blank}`);
    }
  });

  await t.test('comes with a referral note whose sentences claim no more than the card', () => {
    const words = textOf(referral);
    const met = criteria.filter(
      ({ status, name }) => status === 'met' && !/likelihood|block|pre_excitation/.test(name),
    );
    assert.ok(words.includes(`Classical signs of pulmonary hypertension: ${met.length} of `), words);
    for (const { title } of met) assert.ok(words.includes(title), title);
    assert.match(words, /confirmed by no clinician. This is no diagnosis/);
    assert.match(words, /A low score does not exclude pulmonary hypertension/);
    assert.match(words, /Other conditions can imitate each of them/);
    assert.doesNotMatch(words, /urgent|suffers|has pulmonary hypertension/i);
  });
});

const known = csvText({ ...limbLeads, ...sameWave(chestLeads, beat) });

test('a beat of 1 mV every 0.8 s is 10 mm high and comes every 20 mm on an A4 page', async (t) => {
  const page = await openedRecord(t, used, textFile('known.csv', known));
  const report = await reportOf(page);
  within(report.widthMm, 297, 'width of the page');
  within(report.heightMm, 210, 'height of the page');
  const rhythm = tracesOf(report).at(-1);
  within(rhythm.at(-1)[0] - rhythm[0][0], 25 * (10 - 1 / 500), 'rhythm strip');
  const peaks = peaksOf(rhythm);
  assert.equal(peaks.length, 12);
  peaks.slice(1).forEach(([x], index) => within(x - peaks[index][0], 20, 'R–R of 0.8 s'));
  for (const [, y] of peaks) within(rhythm[0][1] - y, 10, 'R wave of 1 mV');
  await t.test('with bedside values where they were evaluated', async () => {
    await page.getByLabel('NT-proBNP (pg/ml)').fill('40');
    await page.getByRole('button', { name: 'Evaluate' }).click();
    await page.getByText('Evaluated with NT-proBNP 40 pg/ml.').waitFor();
    const text = textOf(await reportOf(page));
    assert.match(text, /Bedside rules \(with NT-proBNP 40 pg\/ml\)/);
    assert.match(text, /leadwise measure FILE --nt-probnp 40 --json/);
  });
});

const shapes = [
  {
    what: 'six leads',
    leads: limbLeads,
    pulses: 4,
    said: /12 leads: no score.*Not computable Dominant R in V1: A lead that it needs is not there or not usable/,
  },
  { what: 'one lead', leads: { II: beat }, pulses: 1, said: /0–10 s of 10 s/ },
  { what: 'one lead of half a minute', leads: { I: beat }, seconds: 30, pulses: 3, said: /0–30 s of 30 s/ },
  {
    what: 'leads without standard names',
    leads: sameWave(['left', 'kanal Б', '電極'], beat),
    pulses: 3,
    said: /kanal Б.*\[U\+96FB\]\[U\+6975\]/,
  },
  {
    what: 'thirty leads without names',
    leads: sameWave(
      Array.from({ length: 30 }, (_, index) => `ch${index}`),
      beat,
    ),
    pulses: 7,
    said: /not drawn: ch7, ch15/,
  },
  {
    what: 'twelve leads of four seconds',
    leads: sameWave(twelveLeads, beat),
    seconds: 4,
    pulses: 4,
    said: /all columns begin at the same time/,
  },
  {
    what: 'waves higher than the page',
    leads: sameWave(twelveLeads, scaled(30)),
    pulses: 4,
    said: /waves beyond the paper are cut off/,
    // With all warnings the first one is crowded.
    pages: 2,
  },
  {
    what: 'contradicting limb leads',
    leads: sameWave(twelveLeads, beat),
    pulses: 4,
    said: /Warning: .*\(LimbLeadsContradict\)/,
  },
];

test('a report is a page in the same scale, with every letter', async (t) => {
  const fileOf = ({ what, leads, seconds = 10 }) => textFile(`${what}.csv`, csvText(leads, { seconds, rate: 200 }));
  const page = await openedRecord(t, used, shapes.map(fileOf));
  for (const { what, pulses, said, pages = 1 } of shapes) {
    await t.test(`of ${what}`, async () => {
      await showRecord(page, `${what}.csv`);
      const report = await reportOf(page);
      assert.equal(report.pages, pages);
      assert.equal(report.missingGlyphs, 0);
      assert.equal(pulsesOf(report).length, pulses);
      for (const points of pulsesOf(report)) {
        within(points[0][1] - points[2][1], 10, 'calibration pulse');
        within(points[3][0] - points[2][0], 5, 'length of the calibration pulse');
      }
      assert.match(textOf(report), said);
      assertLabelsHaveRoom(report);
      for (const { xMm, yMm } of report.texts)
        assert.ok(xMm >= 0 && xMm < 297 && yMm > 0 && yMm < 208, `${xMm}, ${yMm}`);
    });
  }
  await t.test('without a number where there is no score', async () => {
    await showRecord(page, 'twelve leads of four seconds.csv');
    for (const title of ['Report (PDF)', 'Referral note (PDF)']) {
      const text = textOf(await reportOf(page, title));
      assert.match(text, /No score for this ECG/);
      assert.match(text, /TooShort/);
      assert.match(text, /This says nothing about the patient, in either direction/);
      assert.doesNotMatch(text, /\d+ of 100/);
    }
  });
  await t.test('from the second that is asked for', async () => {
    await showRecord(page, 'one lead of half a minute.csv');
    await page.getByLabel('Trace of the PDFs from second').fill('12');
    const report = await reportOf(page);
    assert.match(textOf(report), /12–30 s of 30 s/);
    assert.equal(pulsesOf(report).length, 2);
  });
});

test('the same ECG gives the same bytes', async (t) => {
  const files = simulatedRecord(folder, { name: 'again' });
  const [first, second] = [await openedRecord(t, used, files), await openedRecord(t, used, files)];
  for (const title of ['Report (PDF)', 'Referral note (PDF)', 'CSV', 'JSON', 'FHIR R4']) {
    const [a, b] = [await save(first, title), await save(second, title)];
    assert.equal(a.name, b.name);
    assert.ok(a.bytes.equals(b.bytes), title);
    assert.doesNotMatch(a.bytes.toString('latin1'), /CreationDate/);
  }
});
