import assert from 'node:assert/strict';
import { readFile, rename } from 'node:fs/promises';
import { basename } from 'node:path';
import { before, test } from 'node:test';
import { launchChromium } from './chromium.mjs';
import { chooseFiles, closeBehindPages, openPage, shownAnswer, shownScores, textFile, useBrowser } from './browser.mjs';
import { nativeAnswer, simulatedRecord, temporaryFolder } from './built.mjs';
import { csvText, sameWave, twelveLeads } from './ecg-paper.mjs';
import { serveSite } from './static-server.mjs';

const used = useBrowser();
const folder = temporaryFolder();
let record;
before(() => {
  record = simulatedRecord(folder, { name: 'good' });
});

const bytesFile = (name, bytes) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });

test('a file that cannot be read is named with its code, and the good one is still shown', async (t) => {
  const page = await openPage(t, used);
  const [header, signal] = await Promise.all(record.map((path) => readFile(path)));
  await chooseFiles(page, [
    bytesFile('empty.hea', []),
    bytesFile('noise.bin', Array.from({ length: 4000 }, (_, index) => (index * 7919 + (index >> 3)) % 256)),
    bytesFile('good.hea', header),
    bytesFile('good.dat', signal),
  ]);
  await page.getByText('3 of 3 done, 2 not read.').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: /^empty\.hea/ }).click();
  assert.match(await (await shownAnswer(page)).innerText(), /EmptyFile/);
  await page.getByRole('button', { name: /^noise\.bin/ }).click();
  await page.locator('.failure-panel', { hasText: 'UnknownFormat' }).waitFor();
  await page.getByRole('button', { name: /^good\.hea/ }).click();
  await page.locator('.score-row').first().waitFor();
});

test('a truncated record is refused with code, message and place', async (t) => {
  const page = await openPage(t, used);
  const [header, signal] = await Promise.all(record.map((path) => readFile(path)));
  await chooseFiles(page, [bytesFile('good.hea', header), bytesFile('good.dat', signal.subarray(0, 1001))]);
  const text = await (await shownAnswer(page)).innerText();
  assert.match(text, /TruncatedData: \S+/);
  assert.match(text, /at byte \d+/);
  assert.equal(await page.locator('canvas, .score-row').count(), 0);
});

test('a header without its signal file asks for it, and finds it when it comes', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, record[0]);
  assert.match(await (await shownAnswer(page)).innerText(), /MissingFile/);
  await chooseFiles(page, record[1]);
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  assert.equal(await page.locator('.record-list li').count(), 1);
});

/** Beats at 1 Hz whose shape differs a little from lead to lead. */
const beats = (scale) => (time) => {
  const wave = (at, width, height) => height * Math.exp(-(((time % 1) - at) ** 2) / (2 * width ** 2));
  const millivolts = wave(0.2, 0.025, 0.12) + wave(0.4, 0.012, 1) + wave(0.43, 0.012, -0.25) + wave(0.68, 0.05, 0.3);
  return Math.round(millivolts * scale * 1000);
};
const microvolts = Object.fromEntries(twelveLeads.map((name, index) => [name, beats(1 - 0.12 * index)]));

/** Opens a table of whole microvolts that does not say so, and answers the question. */
async function openMicrovolts(page, leads, options) {
  await chooseFiles(page, textFile('table.csv', csvText(leads, { ...options, timeHeading: 't' })));
  await page.getByLabel('Unit of the samples').selectOption('uV');
  await page.getByRole('button', { name: 'Read with these' }).click();
}

test('a CSV without a unit asks for it, and is read with the answer', async (t) => {
  const page = await openPage(t, used);
  await chooseFiles(page, textFile('plain.csv', csvText(microvolts, { timeHeading: 't' })));
  const question = await shownAnswer(page);
  assert.match(await question.innerText(), /UnitRequired/);
  await page.getByRole('button', { name: 'Read with these' }).click();
  assert.equal(await page.locator('.missing-facts').count(), 1, 'nothing is read without an answer');
  await page.getByLabel('Unit of the samples').selectOption('uV');
  await page.getByRole('button', { name: 'Read with these' }).click();
  await page.locator('.result-panel, .abstention-panel').waitFor({ timeout: 20_000 });
  await page.locator('.ecg-paper canvas').waitFor();
});

test('an answer about a file is taken back where it is left open in the next form', async (t) => {
  const page = await openPage(t, used);
  const withoutTime = csvText(microvolts).split('\n').map((row) => row.slice(row.indexOf(',') + 1)).join('\n');
  await chooseFiles(page, textFile('no-rate.csv', withoutTime));
  const [unit, rate] = [page.getByLabel('Unit of the samples'), page.getByLabel('Samples a second (Hz)')];
  const asked = (code) => page.locator('.missing-facts', { hasText: code }).waitFor({ timeout: 20_000 });
  const read = () => page.getByRole('button', { name: 'Read with these' }).click();
  await asked('SamplingRateRequired');
  await rate.fill('250');
  await read();
  await asked('UnitRequired');
  await unit.selectOption('V');
  await rate.fill('');
  await read();
  await asked('SamplingRateRequired');
  await unit.selectOption({ label: 'as the file states' });
  await rate.fill('500');
  await read();
  await asked('UnitRequired');
  assert.equal(await unit.inputValue(), '');
  assert.equal(await rate.inputValue(), '500');
});

test('a CSV without a rate asks for it after the unit', async (t) => {
  const page = await openPage(t, used);
  const withoutTime = csvText(microvolts).split('\n').map((row) => row.slice(row.indexOf(',') + 1)).join('\n');
  await chooseFiles(page, textFile('no-rate.csv', withoutTime));
  for (let round = 0; round < 2; ++round) {
    await page.locator('.missing-facts').waitFor({ timeout: 20_000 });
    if ((await page.getByLabel('Unit of the samples').inputValue()) === '') {
      await page.getByLabel('Unit of the samples').selectOption('uV');
    } else {
      await page.getByLabel('Samples a second (Hz)').fill('500');
    }
    await page.getByRole('button', { name: 'Read with these' }).click();
    if (round === 0) await page.locator('.missing-facts', { hasText: 'SamplingRateRequired' }).waitFor();
  }
  await page.locator('.ecg-paper canvas').waitFor({ timeout: 20_000 });
  assert.match(await page.locator('.record-title').innerText(), /12 leads · 10 s · 500 Hz/);
});

test('a wrong unit is refused as implausible, and the answer can be changed', async (t) => {
  const page = await openPage(t, used);
  await openMicrovolts(page, Object.fromEntries(twelveLeads.map((name) => [name, (time) => beats(1)(time) / 1000])));
  await page.locator('.abstention-panel', { hasText: 'ImplausibleScale' }).waitFor({ timeout: 20_000 });
  await page.getByText('Read with your answer: µV.').waitFor();
  await page.getByRole('button', { name: 'Change' }).click();
  await page.getByLabel('Unit of the samples').selectOption('mV');
  await page.getByRole('button', { name: 'Read with these' }).click();
  await page.getByText('Read with your answer: mV.').waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
});

test('a short recording is drawn, and gets no score but the reason', async (t) => {
  const page = await openPage(t, used);
  await openMicrovolts(page, microvolts, { seconds: 4 });
  const answer = page.locator('.abstention-panel');
  await answer.waitFor({ timeout: 20_000 });
  assert.match(await answer.innerText(), /No score for this ECG/);
  assert.match(await answer.innerText(), /TooShort/);
  assert.match(await answer.innerText(), /Research use only/);
  assert.equal(await page.locator('.score-row').count(), 0);
  await page.locator('.ecg-paper canvas').waitFor();
});

test('a constant lead is named among those that could not be used', async (t) => {
  const page = await openPage(t, used);
  await openMicrovolts(page, { ...microvolts, V3: () => 0 });
  const quality = page.locator('.quality-line');
  await quality.waitFor({ timeout: 20_000 });
  assert.match(await quality.innerText(), /V3: a flat line \(ConstantLead/);
});

test('a score that is missing for a constant lead is named beside the one that is there', async (t) => {
  const page = await openPage(t, used);
  await openMicrovolts(page, { ...microvolts, V1: () => 0 });
  const missing = page.locator('.refused-row[data-leads="12"]');
  await missing.waitFor({ timeout: 20_000 });
  assert.match(await missing.innerText(), /12 leads: no score — .*V1.*\(ConstantLead\)/);
  const shown = await shownScores(page);
  assert.deepEqual(Object.keys(shown), ['6']);
  const status = page.locator('.record-list .record-status');
  assert.equal(await status.innerText(), `6-lead score: ${shown[6].score}`);
});

test('of limb leads alone the page says that twelve cannot be scored', async (t) => {
  const page = await openPage(t, used);
  const limbs = Object.fromEntries(twelveLeads.slice(0, 6).map((name) => [name, microvolts[name]]));
  await openMicrovolts(page, limbs);
  const missing = page.locator('.refused-row[data-leads="12"]');
  await missing.waitFor({ timeout: 20_000 });
  assert.match(await missing.innerText(), /12 leads: no score — .*V1.*\(UnsupportedLeadSet\)/);
  assert.deepEqual(Object.keys(await shownScores(page)), ['6']);
});

test('a worker that crashes is reported, and the next file is read by a new one', async (t) => {
  const page = await openPage(t, used, { expected: /on purpose/ });
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  const [worker] = page.workers();
  const closed = new Promise((resolve) => worker.once('close', resolve));
  await worker.evaluate(() => void setTimeout(() => { throw new Error('on purpose'); }));
  await closed;
  await chooseFiles(page, record);
  await page.getByRole('heading', { name: 'good.hea' }).waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  const native = nativeAnswer(record[0]).predictions.find(({ leads }) => leads === 12);
  assert.ok(Math.abs((await shownScores(page))[12].answer - native.probability) <= 1e-4);
});

test('a crash while a file is read is shown as that, not as a result', async (t) => {
  const page = await openPage(t, used, { expected: /on purpose/ });
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  const [worker] = page.workers();
  // The worker dies at its next message, with the answer still owed.
  await worker.evaluate(() => {
    self.addEventListener('message', (event) => {
      event.stopImmediatePropagation();
      throw new Error('on purpose');
    }, { capture: true, once: true });
    self.postMessage = () => undefined;
  });
  await chooseFiles(page, record);
  await page.locator('.failure-panel', { hasText: 'ModuleStopped' }).waitFor({ timeout: 20_000 });
  await chooseFiles(page, record);
  await page.getByRole('heading', { name: basename(record[0]) }).waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
});

test('a score whose file is gone since is not shown without its trace, and is again once the file is back', async (t) => {
  const page = await openPage(t, used);
  const other = simulatedRecord(folder, { name: 'stick', seed: 2 });
  await chooseFiles(page, [...record, ...other]);
  await page.getByText('2 of 2 done.').waitFor({ timeout: 20_000 });
  await rename(other[1], `${other[1]}.away`);
  await page.locator('.record-choice', { hasText: 'stick' }).click();
  const panel = page.locator('.failure-panel', { hasText: 'FileNotReadable' });
  await panel.waitFor({ timeout: 20_000 });
  assert.equal(await page.locator('.score-row, .provenance, .export-panel, canvas').count(), 0);
  await rename(`${other[1]}.away`, other[1]);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  await page.locator('.ecg-paper canvas').waitFor();
  assert.equal(await panel.count(), 0);
});

test('a record that is read at the second try, when the rest of the page has come, has its trace too', async (t) => {
  const server = await serveSite();
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server }, { expected: /on purpose|404|Failed to (load|fetch)/ });
  await chooseFiles(page, record);
  await page.locator('.patient-facts').waitFor({ timeout: 20_000 });
  await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
  const [worker] = page.workers();
  const closed = new Promise((resolve) => worker.once('close', resolve));
  await worker.evaluate(() => void setTimeout(() => { throw new Error('on purpose'); }));
  await closed;
  server.refuses = (path) => path.includes('.wasm');
  await page.getByLabel('Age in years').fill('54');
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.locator('.failure-panel', { hasText: 'PagePartMissing' }).waitFor({ timeout: 20_000 });
  server.refuses = () => false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  await page.locator('.ecg-paper canvas').waitFor();
  await page.locator('.measurements-panel').waitFor({ timeout: 20_000 });
});

for (const ending of ['.wasm', '.safetensors', 'worker']) {
  test(`a site whose ${ending} part is missing says so`, async (t) => {
    const server = await serveSite((path) => path.includes(ending));
    closeBehindPages(t, server);
    const page = await openPage(t, { ...used, server }, { expected: /404|Failed to (load|fetch)/ });
    await chooseFiles(page, record);
    const text = await (await shownAnswer(page)).innerText();
    assert.match(text, /The page was not loaded completely[^]*not your file’s[^]*PagePartMissing/);
    assert.equal(await page.locator('.score-row').count(), 0);
    server.refuses = () => false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
    assert.equal(await page.locator('.failure-panel').count(), 0);
  });
}

for (const ending of ['.wasm', '.safetensors', 'worker']) {
  const changes = {
    'cut off': (bytes) => bytes.subarray(0, bytes.length / 2),
    'another page': () => Buffer.from('<!doctype html><p>Sign in to this network</p>'),
  };
  for (const [what, change] of Object.entries(changes)) {
    test(`a ${ending} part that is ${what} is the site's fault and not the file's`, async (t) => {
      const changed = (file, bytes) => (file.includes(ending) ? change(bytes) : bytes);
      const server = await serveSite(undefined, changed);
      closeBehindPages(t, server);
      const page = await openPage(t, { ...used, server }, { expected: /SyntaxError|Failed to load/ });
      await chooseFiles(page, record);
      const text = await (await shownAnswer(page)).innerText();
      assert.match(text, /not your file’s[^]*PagePartMissing/);
      assert.doesNotMatch(text, /ASSERTIONS|outside its range/);
    });
  }
}

test('where the PDF library does not come, the page says that and not that the reader stopped', async (t) => {
  const server = await serveSite((path) => path.includes('pdf-reports'));
  closeBehindPages(t, server);
  const page = await openPage(t, { ...used, server }, { expected: /404/ });
  await chooseFiles(page, record);
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  const report = page.getByRole('button', { name: 'Report (PDF)' });
  await report.click();
  await page.locator('.export-panel', { hasText: 'PagePartMissing' }).waitFor();
  server.refuses = () => false;
  const download = page.waitForEvent('download', { timeout: 20_000 });
  await report.click();
  assert.match((await download).suggestedFilename(), /\.pdf$/);
});

test('infinite and missing samples never become a silent score', async (t) => {
  const page = await openPage(t, used);
  const gaps = sameWave(twelveLeads, (time) => (time < 5 ? '' : beats(1)(time)));
  await openMicrovolts(page, gaps);
  await page.locator('.abstention-panel, .failure-panel').waitFor({ timeout: 20_000 });
  assert.equal(await page.locator('.score-row').count(), 0);
});

test('a browser that does not run WebAssembly is told so before any file is opened', async (t) => {
  // As lockdown and enhanced security modes have it.
  const browser = await launchChromium('--js-flags=--jitless');
  t.after(() => browser.close());
  const page = await openPage(t, { browser, server: used.server });
  const panel = page.locator('.failure-panel', { hasText: 'WebAssemblyUnavailable' });
  await panel.waitFor();
  assert.match(await panel.innerText(), /Leadwise cannot run in this browser[^]*allow it for this page/);
  await chooseFiles(page, record);
  await panel.waitFor();
  assert.equal(await page.locator('canvas, .score-row').count(), 0);
});

test('a mistake while a record is drawn withholds its score, and the list goes on', async (t) => {
  const page = await openPage(t, used, { expected: /on purpose/ });
  await page.evaluate(() => {
    window.original = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = () => { throw new Error('on purpose'); };
  });
  await chooseFiles(page, record);
  const panel = page.locator('[role=alert] .failure-panel', { hasText: 'PageFailed' });
  await panel.waitFor({ timeout: 20_000 });
  await page.getByText('1 of 1 done.').waitFor({ timeout: 20_000 });
  assert.match(await panel.innerText(), /The result is withheld[^]*on purpose/);
  assert.equal(await page.locator('.score-row, .record-view').count(), 0);
  await page.evaluate(() => { HTMLCanvasElement.prototype.getContext = window.original; });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.locator('.score-row').first().waitFor();
  await page.locator('.ecg-paper canvas').waitFor();
  assert.equal(await panel.count(), 0);
});

test('a mistake in an event or a promise withholds the result too, until another record is shown', async (t) => {
  const page = await openPage(t, used, { expected: /on purpose/ });
  await chooseFiles(page, record);
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  for (const fail of ['setTimeout(() => { throw new Error("on purpose"); })', 'void Promise.reject(new Error("on purpose"))']) {
    await page.evaluate(fail);
    await page.locator('[role=alert] .failure-panel', { hasText: 'PageFailed' }).waitFor();
    assert.equal(await page.locator('.score-row').count(), 0);
    await page.getByRole('button', { name: 'Normal', exact: true }).click();
    await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
    assert.equal(await page.locator('.failure-panel').count(), 0);
  }
});

test('a browser without some newer interfaces shows trace and score, and its language may be written in capitals', async (t) => {
  const before = () => {
    Object.defineProperty(Navigator.prototype, 'languages', { value: undefined });
    delete window.visualViewport;
    delete window.ResizeObserver;
  };
  const page = await openPage(t, used, { before, url: `${used.server.url}?lang=FR` });
  await page.locator('html[lang=fr]').waitFor({ state: 'attached' });
  await chooseFiles(page, record);
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  await page.locator('.ecg-paper canvas').waitFor();
});

test('a mistake in the first drawing of another record is told, and the record before is shown when it is chosen again', async (t) => {
  const page = await openPage(t, used, { expected: /on purpose/ });
  await chooseFiles(page, record);
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  await page.evaluate(() => {
    window.create = Document.prototype.createElementNS;
    // As soon as the next record's view is made, before anything of it is there.
    Document.prototype.createElementNS = function (space, name, options) {
      if (name === 'article') throw new Error('on purpose');
      return window.create.call(this, space, name, options);
    };
  });
  await page.getByRole('button', { name: 'Normal', exact: true }).click();
  const panel = page.locator('[role=alert] .failure-panel', { hasText: 'PageFailed' });
  await page.getByText('2 of 2 done.').waitFor({ timeout: 20_000 });
  await panel.waitFor({ timeout: 20_000 });
  assert.equal(await page.locator('.record-view').count(), 0);
  await page.evaluate(() => { Document.prototype.createElementNS = window.create; });
  await page.locator('.record-choice', { hasText: 'good.hea' }).click();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
  assert.equal(await panel.count(), 0);
});

test('an answer that cannot be handed over by a full worker is asked of a fresh one', async (t) => {
  const page = await openPage(t, used, { expected: /on purpose/ });
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  const [worker] = page.workers();
  await worker.evaluate(() => {
    const { postMessage } = self;
    self.postMessage = (answer) => {
      if (answer.ok) throw new DOMException('on purpose', 'DataCloneError');
      postMessage.call(self, answer);
    };
  });
  await chooseFiles(page, record);
  await page.getByText('2 of 2 done.').waitFor({ timeout: 20_000 });
  await page.getByRole('heading', { name: 'good.hea' }).waitFor();
  await page.locator('.score-row').first().waitFor({ timeout: 20_000 });
});

test('where memory suffices for neither score nor measurements the page says of both that they are not there', async (t) => {
  const before = () => {
    window.Worker = class extends Worker {
      postMessage(request, moved) {
        if (!/^(screen|measure|examine)$/.test(request.call)) return super.postMessage(request, moved);
        const failure = { code: 'OutOfMemory', message: 'on purpose', offset: null };
        setTimeout(() => this.dispatchEvent(new MessageEvent('message', { data: { id: request.id, ok: false, failure } })));
      }
    };
  };
  const page = await openPage(t, used, { before });
  await chooseFiles(page, simulatedRecord(folder, { name: 'large' }));
  await page.locator('.failure-panel', { hasText: 'OutOfMemory' }).waitFor({ timeout: 60_000 });
  await page.locator('.unmeasured-note', { hasText: 'OutOfMemory' }).waitFor({ timeout: 60_000 });
  assert.equal(await page.locator('.measuring-note').count(), 0);
  assert.equal(await page.locator('.ecg-paper').count(), 1, 'its trace is shown');
});
