// How soon the built page shows a dropped ECG and its result in a real Chromium, and how fluently its paper is panned.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { launchChromium } from '../tests/web/chromium.mjs';
import { chromiumPath, siteFolder } from '../tests/web/built.mjs';
import { serveSite } from '../tests/web/static-server.mjs';
import { timeDrop, timePanning, watchMessages } from './in-page.mjs';
import { run } from './programs.mjs';

const windowSize = { width: 1440, height: 900 };
const slowDowns = [1, 4];
const panning = { durationMs: 3000, pixelsAFrame: 12 };
const frameMs = 1000 / 60;

/** The times wanted of the page, from the drop on. */
const wantedMs = { trace: 200, result: 500 };

/** Undefined where no browser or no built page is there. */
export async function pageSpeed({ tool, data, work, rounds }) {
  if (!existsSync(chromiumPath) || !existsSync(join(siteFolder, 'index.html'))) return undefined;
  const server = await serveSite();
  const browser = await launchChromium();
  try {
    const used = { browser, server };
    const folder = join(work, 'page');
    await mkdir(folder, { recursive: true });
    const simulated = (name, ...options) => simulatedFile({ tool, folder, name, options });
    const drops = [];
    for (const file of await ecgFiles(simulated, data)) {
      for (const slowDown of slowDowns) drops.push(await dropSpeed(used, file, { slowDown, rounds }));
    }
    const pans = [];
    const minute = await simulated('minute.edf', '--duration-s', '60');
    for (const pixelRatio of [1, 2]) pans.push(await panSpeed(used, minute, pixelRatio));
    return { browser: `Chromium ${browser.version()}`, wanted_ms: wantedMs, drops, panning: pans };
  } finally {
    await browser.close();
    server.close();
  }
}

/** A simulated ECG of twelve leads at 500 Hz in the format of its name's ending. */
async function simulatedFile({ tool, folder, name, options }) {
  const ending = name.split('.').at(-1);
  const out = join(folder, name);
  await run(tool, ['simulate', '--severity', '0.5', '--seed', '3', ...options, '--to', ending === 'dcm' ? 'dicom' : ending, '-o', out]);
  return out;
}

/** Ten seconds in files of one part; and a device's own DICOM, where it is. */
async function ecgFiles(simulated, data) {
  const made = await Promise.all(['twelve.csv', 'twelve.edf', 'twelve.dcm'].map((name) => simulated(name)));
  const device = join(data, 'formats/scp_dicom_aecg_same_ecg/Example.dcm');
  return [...made, ...(existsSync(device) ? [device] : [])];
}

/** Each round is a page's first ECG after a first visit: nothing is warm but what every visitor has waited for. */
async function dropSpeed({ browser, server }, path, { slowDown, rounds }) {
  const file = { name: basename(path), base64: (await readFile(path)).toString('base64') };
  const found = [];
  for (let round = 0; round < rounds; ++round) {
    const context = await browser.newContext({ viewport: windowSize, colorScheme: 'light' });
    const page = await readyPage(context, server);
    const [worker] = page.workers();
    await worker.evaluate(watchMessages);
    if (slowDown > 1) {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    }
    const computedBefore = await computedMs(browser);
    const drop = await page.evaluate(timeDrop, file);
    const computed_ms = (await computedMs(browser)) - computedBefore;
    const { calls } = await worker.evaluate(() => self.watchedMessages);
    found.push({ ...slowedTimes(drop, calls, slowDown), computed_ms });
    await context.close();
  }
  const medians = Object.fromEntries(
    Object.keys(found[0]).map((name) => [name, median(found.map((times) => times[name]))]),
  );
  const least = Math.min(...found.map(({ result_ms }) => result_ms));
  return { file: file.name, slow_down: slowDown, rounds: found.length, ...medians, least_result_ms: least };
}

/** Chromium slows the page's own thread alone: what its worker took until then counts as often as the page is slowed. */
function slowedTimes({ dropped_at, trace_ms, result_ms }, calls, slowDown) {
  const workerMs = (untilMs) =>
    calls
      .filter(({ fromMs, toMs }) => fromMs >= dropped_at && toMs <= dropped_at + untilMs)
      .reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const slowed = (ms) => ms + (slowDown - 1) * workerMs(ms);
  return { trace_ms: slowed(trace_ms), result_ms: slowed(result_ms), worker_ms: workerMs(result_ms) };
}

/** The page once module and weights are loaded, the self-test is passed, and all is kept for offline use. */
async function readyPage(context, server) {
  const page = await context.newPage();
  await page.goto(server.url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForTimeout(300);
  return page;
}

/** Twelve leads of a minute on one paper, pushed along in every frame. */
async function panSpeed({ browser, server }, path, pixelRatio) {
  const context = await browser.newContext({ viewport: windowSize, deviceScaleFactor: pixelRatio, colorScheme: 'light' });
  const page = await readyPage(context, server);
  await page.locator('input[type=file][multiple]').first().setInputFiles(path);
  await page.locator('.measurements-panel, .unmeasured-note').first().waitFor({ timeout: 60_000 });
  await page.getByLabel('Layout').selectOption({ label: '12 × 1' });
  await page.locator('.ecg-paper-scroll').evaluate((box) => box.scrollIntoView());
  const computedBefore = await computedMs(browser);
  const gaps = (await page.evaluate(timePanning, panning)).sort((a, b) => a - b);
  const computed = (await computedMs(browser)) - computedBefore;
  await context.close();
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
  return {
    pixel_ratio: pixelRatio,
    frames_per_s: gaps.length / seconds,
    median_frame_ms: median(gaps),
    slowest_twentieth_ms: gaps[Math.floor(0.95 * gaps.length)],
    late_frames_percent: (100 * gaps.filter((gap) => gap > 1.5 * frameMs).length) / gaps.length,
    computed_ms_a_frame: computed / gaps.length,
  };
}

/** Of all processes of the browser together, background compilers too: the same however busy the machine is. */
async function computedMs(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
