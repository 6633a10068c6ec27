import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, test } from 'node:test';
import { chooseFiles, openPage, shownAnswer, textFile, useBrowser } from './browser.mjs';
import { simulatedRecord, temporaryFolder } from './built.mjs';
import { csvObjects } from './exporting.mjs';
import { dropCopies, waitUntilRead } from './opened-batch.mjs';

const used = useBrowser();
const folder = temporaryFolder();
let record;
before(() => {
  record = simulatedRecord(folder, { name: 'original' });
});

/** Bytes that the page itself holds, buffers of samples among them, after what is garbage has gone. */
async function heapBytes(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize + embedderHeapUsedSize + backingStorageSize;
}

const listChoices = (page) => page.locator('.list-choices');

/** LEADWISE_BATCH_RECORDS=1000 takes five times as long and asks the same. */
const batchSize = Number(process.env.LEADWISE_BATCH_RECORDS ?? 200);
const patienceMs = 1000 * batchSize;
/** Samples of one record alone would be 240 kB, all of its answers about 100 kB. */
const mostBytesOfRecord = 20_000;
const mostGapMs = 1500;

/** Begins to watch how long the page draws nothing. */
async function watchFrames(page) {
  await page.evaluate(() => {
    window.frames_ = { longestGapMs: 0, count: 0 };
    let last = performance.now();
    const frame = (now) => {
      window.frames_.longestGapMs = Math.max(window.frames_.longestGapMs, now - last);
      window.frames_.count += 1;
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

test(`${batchSize} records leave the heap nearly where 50 left it, and their table too, and the page draws all the while`, async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 50);
  await waitUntilRead(page, 50);
  const after50 = await heapBytes(page);
  await watchFrames(page);
  await dropCopies(page, record, batchSize - 50, { from: 50 });
  await waitUntilRead(page, batchSize, { timeout: patienceMs });
  const read = await page.evaluate(() => window.frames_);
  const afterAll = await heapBytes(page);
  assert.ok(afterAll - after50 < (batchSize - 50) * mostBytesOfRecord, `${afterAll - after50} bytes more`);
  assert.ok(read.count > 10 && read.longestGapMs < mostGapMs, `${read.count} frames, the longest after ${read.longestGapMs} ms`);
  assert.ok((await page.locator('.record-row').count()) < 40, 'only the rows in view are in the page');

  await page.getByText('Save all as a table').click();
  await watchFrames(page);
  const saved = page.waitForEvent('download', { timeout: patienceMs });
  await page.getByRole('button', { name: 'Table of all (CSV)' }).click();
  const measured = () => page.locator('.table-export [role=status]').innerText();
  // While nearly all are measured, and none of what it is made of is garbage yet.
  while (Number((await measured()).match(/^Measured ([\d,]+)/)?.[1].replace(',', '') ?? 0) < 0.9 * batchSize) await page.waitForTimeout(100);
  const grownBytes = (await heapBytes(page)) - afterAll;
  assert.ok(grownBytes < batchSize * mostBytesOfRecord, `${grownBytes} bytes more for the table`);
  const rows = csvObjects((await readFile(await (await saved).path())).toString());
  assert.equal(rows.filter(({ status }) => status === 'scored').length, batchSize);
  const { longestGapMs, count } = await page.evaluate(() => window.frames_);
  assert.ok(count > 10 && longestGapMs < mostGapMs, `${count} frames, the longest after ${longestGapMs} ms`);
  t.diagnostic(`reading: ${afterAll - after50} bytes, ${read.longestGapMs} ms; table: ${grownBytes} bytes, ${longestGapMs} ms`);
});

test('saving a table of all ends when it is told to', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 60);
  await waitUntilRead(page, 60);
  await page.getByText('Save all as a table').click();
  const save = page.getByRole('button', { name: 'Table of all (CSV)' });
  await save.click();
  await page.locator('.table-export').getByRole('button', { name: 'Stop' }).click();
  await page.locator('.table-export').getByRole('button', { name: 'Stop' }).waitFor({ state: 'detached' });
  assert.ok(await save.isEnabled());
  assert.doesNotMatch(await page.locator('.table-export [role=status]').innerText(), /Saved/);
});

test('saving a table of all ends when all are closed', async (t) => {
  const page = await openPage(t, used, { before: () => {
    window.measured = 0;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (request, moved) {
      if (request.call === 'measure') window.measured += 1;
      return postMessage.call(this, request, moved);
    };
  } });
  const saved = [];
  page.on('download', (download) => saved.push(download.suggestedFilename()));
  await dropCopies(page, record, 20);
  await waitUntilRead(page, 20);
  await page.getByText('Save all as a table').click();
  await page.getByRole('button', { name: 'Table of all (CSV)' }).click();
  await page.locator('.table-export [role=status]', { hasText: /Measured/ }).waitFor();
  await page.getByRole('button', { name: 'Close all' }).click();
  const measured = await page.evaluate(() => window.measured);
  await page.waitForTimeout(1500);
  assert.ok((await page.evaluate(() => window.measured)) <= measured + 1, 'the record at hand is the last');
  assert.deepEqual(saved, []);
});

test('reading stops when it is told to, and goes on from there', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 120);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  const done = async () => Number((await page.locator('.list-progress .quiet').innerText()).match(/^(\d+) of 120 done/)[1]);
  // The record at hand waits again, unless it is shown.
  await page.locator('.record-status', { hasText: 'Reading' }).waitFor({ state: 'detached' });
  const stoppedAt = await done();
  assert.ok(stoppedAt < 120, 'stopped before all were read');
  await page.getByRole('button', { name: /^r119\.hea|^r3\.hea/ }).first().click();
  await page.locator('.score-row').first().waitFor();
  assert.ok((await done()) <= stoppedAt + 1, 'while stopped only the chosen record is read');
  await page.getByRole('button', { name: 'Continue' }).click();
  await waitUntilRead(page, 120);
  assert.equal(await page.getByRole('button', { name: /^(Stop|Continue)$/ }).count(), 0);
});

/**
 * Lets the worker fail at records of a name: `fault` is 'crash', 'crash at the next call' or a code that it answers with;
 * `times` says how often. Everything else goes the worker's usual way. It fails when it has come to the call, as a worker does:
 * the page takes the oldest call without an answer for the one at which it crashed.
 */
async function withFaultyWorker(page, faults) {
  await page.addInitScript((given) => {
    window.Worker = class extends Worker {
      asked = 0;
      answered = 0;
      constructor(...parts) {
        super(...parts);
        this.addEventListener('message', () => (this.answered += 1));
      }
      /** Once all that was asked before is answered. */
      atItsTurn(act, before = this.asked) {
        setTimeout(() => (this.answered < before ? this.atItsTurn(act, before) : act()));
      }
      postMessage(request, moved) {
        const crash = () => this.atItsTurn(() => this.dispatchEvent(new ErrorEvent('error', { message: 'on purpose' })));
        if (this.waits) return crash();
        const name = request.call === 'screen' ? request.input.files[0].name : '';
        const found = given.find((fault) => fault.name === name && fault.times > 0);
        if (!found) {
          this.asked += 1;
          return super.postMessage(request, moved);
        }
        found.times -= 1;
        this.waits = found.fault === 'crash at the next call';
        if (this.waits) return undefined;
        if (found.fault === 'crash') return crash();
        const failure = { code: found.fault, message: 'on purpose', offset: null };
        const data = { id: request.id, ok: false, failure };
        return this.atItsTurn(() => this.dispatchEvent(new MessageEvent('message', { data })));
      }
    };
  }, faults);
  await page.reload();
}

test('a worker that crashes at a record is reported for that record alone, and all others are scored', async (t) => {
  const page = await openPage(t, used);
  await withFaultyWorker(page, [
    { name: 'r3.hea', fault: 'crash', times: 9 },
    { name: 'r6.hea', fault: 'OutOfMemory', times: 9 },
  ]);
  await dropCopies(page, record, 12);
  await page.getByText('12 of 12 done, 2 not read.').waitFor({ timeout: 30_000 });
  for (const [name, code] of [['r3.hea', 'ModuleStopped'], ['r6.hea', 'OutOfMemory']]) {
    await page.locator('.record-choice', { hasText: name }).click();
    await page.locator('.failure-panel', { hasText: code }).waitFor();
  }
  await listChoices(page).getByLabel('Show').selectOption('scored');
  assert.equal(await page.locator('.record-row').count(), 10);
});

test('what else was asked of a worker that crashed is asked of the next one', async (t) => {
  const page = await openPage(t, used);
  await withFaultyWorker(page, [{ name: 'r3.hea', fault: 'crash at the next call', times: 1 }]);
  await dropCopies(page, record, 5);
  await page.getByText('3 of 5 done.').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: /^r1\.hea/ }).click();
  await page.getByText('5 of 5 done, 1 not read.').waitFor({ timeout: 30_000 });
  assert.equal(await page.locator('#record-title').innerText(), 'r1.hea');
  await page.locator('.ecg-paper canvas').waitFor();
  await page.locator('.measurements-panel').waitFor();
  await page.getByRole('button', { name: /^r3\.hea/ }).click();
  await page.locator('.failure-panel', { hasText: 'ModuleStopped' }).waitFor();
});

test('a record for which memory was full of others is read by a fresh worker', async (t) => {
  const page = await openPage(t, used);
  await withFaultyWorker(page, [{ name: 'r2.hea', fault: 'OutOfMemory', times: 1 }]);
  await dropCopies(page, record, 4);
  await page.getByText('4 of 4 done.').waitFor({ timeout: 30_000 });
});

test('a file that is no ECG, an empty one and a cut one stop none of the others', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 3);
  await chooseFiles(page, [textFile('letter.txt', 'Dear colleague'), textFile('empty.csv', '')]);
  await dropCopies(page, record, 3, { from: 3 });
  await page.getByText('8 of 8 done, 2 not read.').waitFor({ timeout: 30_000 });
});

test('the list is filtered, ordered and gone through by keyboard', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 40);
  await chooseFiles(page, simulatedRecord(folder, { name: 'healthy', severity: 0 }));
  await chooseFiles(page, textFile('empty.csv', ''));
  await waitUntilRead(page, 42);
  const shownName = () => page.locator('#record-title').innerText();
  const firstRow = (name) => page.locator('.record-row').first().filter({ hasText: name }).waitFor();
  const names = () => page.locator('.record-name > span:first-child').allInnerTexts();

  await listChoices(page).getByLabel('Order').selectOption('name');
  await firstRow('empty.csv');
  assert.deepEqual((await names()).slice(0, 4), ['empty.csv', 'healthy.hea', 'r0.hea', 'r1.hea']);
  await listChoices(page).getByLabel('Order').selectOption('score');
  await firstRow('r');
  const scores = (await page.locator('.record-status').allInnerTexts()).map((text) => Number(text.split(' score: ')[1]));
  const inOrder = scores.slice(0, 6);
  assert.ok(inOrder.every(Number.isFinite));
  assert.deepEqual(inOrder, [...inOrder].sort((a, b) => b - a));
  await listChoices(page).getByLabel('Show').selectOption('failed');
  await firstRow('empty.csv');
  assert.deepEqual(await names(), ['empty.csv']);

  await listChoices(page).getByLabel('Show').selectOption('all');
  await listChoices(page).getByLabel('Order').selectOption('opened');
  await page.locator('.record-choice[tabindex="0"]').focus();
  await page.keyboard.press('Home');
  await page.locator('#record-title', { hasText: 'r0.hea' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.locator('#record-title', { hasText: 'r1.hea' }).waitFor();
  for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await page.locator('#record-title', { hasText: 'r3.hea' }).waitFor();
  await page.keyboard.press('End');
  await page.locator('#record-title', { hasText: 'empty.csv' }).waitFor();
  const focused = page.locator('.record-choice:focus');
  assert.match(await focused.innerText(), /^empty\.csv/);
  await page.keyboard.press('ArrowUp');
  await page.locator('#record-title', { hasText: 'healthy.hea' }).waitFor();
  assert.equal(await shownName(), 'healthy.hea');
  const inView = await focused.evaluate((row) => {
    const [inner, outer] = [row.getBoundingClientRect(), row.closest('.record-rows').getBoundingClientRect()];
    return inner.top >= outer.top - 1 && inner.bottom <= outer.bottom + 1;
  });
  assert.ok(inView, 'the row of the shown record is in view');
});

test('after all are closed the next list shows every ECG, as they were opened', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 7);
  await chooseFiles(page, textFile('empty.csv', ''));
  await waitUntilRead(page, 8);
  await listChoices(page).getByLabel('Order').selectOption('name');
  await listChoices(page).getByLabel('Show').selectOption('failed');
  await page.getByRole('button', { name: 'Close all' }).click();
  await page.locator('.welcome').waitFor();
  await dropCopies(page, record, 6);
  await waitUntilRead(page, 6);
  assert.equal(await page.locator('.record-row').count(), 6);
  assert.deepEqual(await listChoices(page).locator('select').evaluateAll((all) => all.map(({ value }) => value)), ['all', 'opened']);
});

test('what is opened and shown is listed, whatever the list was asked to show', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 6);
  await chooseFiles(page, textFile('empty.csv', ''));
  await waitUntilRead(page, 7);
  await listChoices(page).getByLabel('Show').selectOption('failed');
  await page.locator('.record-row').nth(1).waitFor({ state: 'detached' });
  assert.equal(await page.locator('.record-row').count(), 1, 'a choice stays where what is shown is another');
  await chooseFiles(page, simulatedRecord(folder, { name: 'fresh', severity: 0 }));
  await page.locator('.record-choice[aria-current=true]', { hasText: 'fresh.hea' }).waitFor();
  assert.equal(await page.locator('.record-row').count(), 8);
});

test('a table is saved of what was read before reading was stopped; until then the page says what it waits for', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 60);
  await page.getByText('Save all as a table').click();
  const save = page.getByRole('button', { name: 'Table of all (CSV)' });
  assert.equal(await save.isEnabled(), false);
  const reason = await save.getAttribute('aria-describedby');
  assert.match(await page.locator(`[id="${reason}"]`).innerText(), /when all ECGs are read, or when reading is stopped/);
  await page.locator('.list-progress').getByRole('button', { name: 'Stop' }).click();
  await page.locator('.table-export button:enabled', { hasText: 'Table of all' }).waitFor();
  const saved = page.waitForEvent('download');
  await save.click();
  const rows = csvObjects((await readFile(await (await saved).path())).toString());
  const statuses = rows.map(({ status }) => status);
  assert.equal(rows.length, 60);
  assert.ok(statuses.includes('scored') && statuses.includes('waiting'), statuses.join());
  assert.deepEqual(new Set(statuses), new Set(['scored', 'waiting']));
});

test('closing all while files are still being read leaves nothing behind', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 60);
  await page.getByRole('button', { name: 'Close all' }).click();
  await page.locator('.welcome').waitFor();
  await page.getByRole('button', { name: 'Normal' }).click();
  await shownAnswer(page);
  assert.equal(await page.locator('.record-row').count(), 1);
  assert.equal(await page.getByText('1 of 1 done.').count(), 1);
});

test('one ECG is closed alone, by its cross or by Delete, and its neighbour is shown', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 8);
  await waitUntilRead(page, 8);
  const names = () => page.locator('.record-choice .record-name > :first-child').allInnerTexts();
  const shown = (name) => page.locator('#record-title', { hasText: name }).waitFor();
  const focused = page.locator('.record-choice:focus');
  await page.locator('.record-choice', { hasText: 'r3.hea' }).click();
  await shown('r3.hea');
  await page.keyboard.press('Delete');
  await shown('r4.hea');
  assert.match(await focused.innerText(), /^r4\.hea/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await shown('r5.hea');
  assert.match(await focused.innerText(), /^r5\.hea/);
  await page.getByRole('button', { name: 'Close r1.hea' }).click();
  await page.getByText('5 of 5 done').waitFor();
  assert.equal(await page.locator('#record-title').innerText(), 'r5.hea', 'closing another leaves what is shown');
  assert.deepEqual(await names(), ['r0.hea', 'r2.hea', 'r5.hea', 'r6.hea', 'r7.hea']);
  await page.locator('.record-choice', { hasText: 'r7.hea' }).click();
  await page.keyboard.press('Delete');
  await shown('r6.hea');
  for (const name of ['r6', 'r0', 'r2', 'r5']) await page.getByRole('button', { name: `Close ${name}.hea` }).click();
  await page.locator('.welcome').waitFor();
});

test('in another order the neighbour is that of the list, and where none is listed another is shown', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 6);
  await chooseFiles(page, textFile('empty.csv', ''));
  await waitUntilRead(page, 7);
  await listChoices(page).getByLabel('Show').selectOption('failed');
  await page.locator('.record-choice', { hasText: 'empty.csv' }).click();
  await page.getByRole('button', { name: 'Close empty.csv' }).click();
  await page.locator('#record-title', { hasText: 'r5.hea' }).waitFor();
});

test('what is closed while it is read stays closed, and what waits is read', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 40);
  for (let i = 0; i < 8; ++i) await page.locator('.record-close').first().click();
  await page.getByText('32 of 32 done.').waitFor({ timeout: 60_000 });
  assert.match(await page.locator('#record-title').innerText(), /^r\d+\.hea$/);
  await shownAnswer(page);
});

test('Delete closes the row that has the focus, never a shown ECG that the list does not hold', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 6);
  await chooseFiles(page, [textFile('empty.csv', ''), textFile('void.csv', '')]);
  await waitUntilRead(page, 8);
  await page.locator('.record-choice', { hasText: 'r2.hea' }).click();
  await listChoices(page).getByLabel('Show').selectOption('failed');
  await page.locator('.record-choice', { hasText: 'r0.hea' }).waitFor({ state: 'detached' });
  await page.locator('.record-choice').first().focus();
  await page.keyboard.press('Delete');
  await page.getByText('7 of 7 done').waitFor();
  assert.equal(await page.locator('#record-title').innerText(), 'r2.hea');
  assert.deepEqual(await page.locator('.record-choice .record-name > :first-child').allInnerTexts(), ['void.csv']);
});

test('what the list is asked to show stands, however soon after an ECG was chosen from it', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 6);
  await chooseFiles(page, textFile('empty.csv', ''));
  await waitUntilRead(page, 7);
  // Both before the page is drawn again, as where it is busy.
  await page.evaluate(() => {
    document.querySelectorAll('.record-choice')[2].click();
    const show = document.querySelector('.list-choices select');
    show.value = 'failed';
    show.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.locator('#record-title', { hasText: 'r2.hea' }).waitFor();
  await page.waitForTimeout(300);
  assert.deepEqual(await page.locator('.record-choice .record-name > :first-child').allInnerTexts(), ['empty.csv']);
});

test('what stopped the worker once is read when it is asked for again, one ECG or all of them', async (t) => {
  const page = await openPage(t, used);
  await withFaultyWorker(page, ['r1.hea', 'r2.hea', 'r3.hea'].map((name) => ({ name, fault: 'crash', times: 1 })));
  await dropCopies(page, record, 5);
  await page.getByText('5 of 5 done, 3 not read.').waitFor({ timeout: 30_000 });
  await page.locator('.record-choice', { hasText: 'r3.hea' }).click();
  await page.locator('.failure-panel').getByRole('button', { name: 'Try again' }).click();
  await page.getByText('5 of 5 done, 2 not read.').waitFor({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Read the failed ones again' }).click();
  await page.getByText('5 of 5 done.').waitFor({ timeout: 30_000 });
  assert.equal(await page.getByRole('button', { name: 'Read the failed ones again' }).count(), 0);
});

test('of a table that is made each tenth part is spoken of and every ECG counted', async (t) => {
  const page = await openPage(t, used);
  await dropCopies(page, record, 30);
  await waitUntilRead(page, 30);
  await page.getByText('Save all as a table').click();
  await page.evaluate(() => {
    const status = document.querySelector('.table-export [role=status]');
    window.said = { seen: new Set(), spoken: new Set() };
    new MutationObserver(() => {
      const [seen, spoken] = [...status.children].map(({ textContent }) => textContent);
      if (spoken) window.said.seen.add(seen) && window.said.spoken.add(spoken);
    }).observe(status, { childList: true, subtree: true, characterData: true });
  });
  const saved = page.waitForEvent('download', { timeout: 60_000 });
  await page.getByRole('button', { name: 'Table of all (CSV)' }).click();
  await saved;
  const { seen, spoken } = await page.evaluate(() => ({ seen: [...window.said.seen], spoken: [...window.said.spoken] }));
  assert.ok(seen.length > 12, seen.join());
  assert.ok(spoken.length <= 11 && spoken.every((text) => /^Measured (0|3|6|9|12|15|18|21|24|27|30) of 30\./.test(text)), spoken.join());
});
