import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { check } from './check.mjs';
import { run, runJson } from './programs.mjs';

const batch = 32;
const steps = 3;
const threads = 1;
// Threads of PyTorch and of libtorch are told in the call; OpenBLAS starts its own, for both programs, unless told.
const blasThreads = { OPENBLAS_NUM_THREADS: String(threads), OMP_NUM_THREADS: String(threads) };

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Largest difference of two runs' losses, as a share of the loss. */
function lossDifference(a, b) {
  return Math.max(...a.loss.map((loss, i) => Math.abs(loss / b.loss[i] - 1)));
}

/** Medians over all steps but each run's first, in which memory is taken from the system. */
function medians(runs) {
  const of = (key) => median(runs.flatMap((each) => each[key].slice(1)));
  return { step_ms: of('step_ms'), step_cpu_ms: of('step_cpu_ms') };
}

/**
 * A training step of the published network at batch 32, ours beside the published loop in PyTorch with its twelve decodes and with
 * one, in turn, on the same weights, ECGs and noise. Time of the processor is given beside the clock's: with one thread it is what a
 * quiet machine's clock would show. Undefined where the trainer's steps or PyTorch are not there; 3 GB of disk for the time being.
 */
export async function paperSteps({ native, work, here, python, rounds }) {
  const program = join(native, 'bench/leadwise_paper_steps');
  if (!existsSync(program) || !python) return undefined;
  const folder = join(work, 'paper');
  await run(program, ['export', 'full', String(batch), String(steps), folder]);
  const loop = (decodes) => runJson(python, [join(here, 'published_loop.py'), folder, decodes, String(steps), String(threads)], blasThreads);
  const runs = { leadwise: [], twelve_decodes: [], one_decode: [] };
  for (let round = 0; round < rounds; round += 1) {
    runs.leadwise.push(await runJson(program, ['time', 'full', String(batch), String(steps), String(threads)], blasThreads));
    runs.twelve_decodes.push(await loop('12'));
    runs.one_decode.push(await loop('1'));
  }
  await rm(folder, { recursive: true, force: true });
  const [ours] = runs.leadwise;
  const times = Object.fromEntries(Object.entries(runs).map(([name, each]) => [name, medians(each)]));
  const ratio = (name, key) => times[name][key] / times.leadwise[key];
  return {
    batch, steps, threads, rounds, times,
    times_faster: Object.fromEntries(['twelve_decodes', 'one_decode'].map((name) => [
      name, { by_clock: ratio(name, 'step_ms'), by_processor_time: ratio(name, 'step_cpu_ms') },
    ])),
    checks: ['twelve_decodes', 'one_decode'].map((name) => (
      check(`losses of ${steps} steps of the published preset, ours and PyTorch's (${name.replace('_', ' ')}), relative`,
        lossDifference(ours, runs[name][0]), 1e-4)
    )),
  };
}
