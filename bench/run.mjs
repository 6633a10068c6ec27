// node run.mjs ROOT: every benchmark beside its peers in one run. Writes build/bench.json and prints a table of ratios.
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, largestDifference } from './check.mjs';
import { formatFiles } from './format-files.mjs';
import { ingestSpeed } from './ingest.mjs';
import { pageSpeed } from './page.mjs';
import { paperSteps } from './paper-steps.mjs';
import { pythonWith, run, runJson } from './programs.mjs';
import { benchRecords } from './records.mjs';
import { sizes } from './sizes.mjs';
import { printTable } from './table.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const rounds = process.env.LEADWISE_BENCH_ROUNDS ?? '5';
const native = process.env.LEADWISE_NATIVE_DIR ?? join(root, 'build/native');
const wasm = process.env.LEADWISE_WASM_DIR ?? join(root, 'build/wasm');
const data = process.env.LEADWISE_DATA ?? join(root, '../shared/data');
const work = join(root, 'build/bench');
const runtime = join(work, 'peers/node_modules/onnxruntime-web');
const weights = join(wasm, 'leadwise-rv-overload.safetensors');

async function coreBench(name, program, args, headers, times) {
  const out = join(work, name);
  await mkdir(out, { recursive: true });
  return { ...(await runJson(program, [...args, weights, times, out, ...headers])), out };
}

async function doubles(path) {
  const { buffer, byteOffset, byteLength } = await readFile(path);
  return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

async function pythonPeer(modules, program, args) {
  const python = await pythonWith(['numpy', ...modules]);
  return python && runJson(python, [join(here, program), ...args]);
}

/**
 * What everyone computes on the records and, measured so many times, how long it takes. Peers that are not there are
 * undefined.
 */
async function runAll(headers, times) {
  const ours = await coreBench('native', join(native, 'bench/leadwise_bench'), [], headers, times);
  const inWasm = await coreBench('wasm', process.execPath, [join(wasm, 'bench/leadwise_bench.js')], headers, times);
  const module = await runJson(process.execPath, [join(here, 'module-bench.mjs'), wasm, times, ...headers]);
  const scipy = await pythonPeer(['scipy.signal'], 'scipy_peer.py', [ours.out, times]);
  const wfdb = await pythonPeer(['wfdb'], 'wfdb_peer.py', [ours.out, times, ...headers]);
  const neurokit = await pythonPeer(['neurokit2'], 'neurokit_peer.py', [ours.out, times]);
  const onnx = existsSync(runtime)
    ? await runJson(process.execPath, [join(here, 'onnxruntime-peer.mjs'), runtime, ours.out, times]) : undefined;
  return { ours, inWasm, module, scipy, wfdb, neurokit, onnx };
}

/** How fast each format is read, native and in WebAssembly. */
async function readEveryFormat(header) {
  const files = await formatFiles({ tool: join(native, 'leadwise'), data, root, work, header });
  const [inNative, inWasm] = [
    await runJson(join(native, 'bench/leadwise_read_bench'), [rounds, ...files]),
    await runJson(process.execPath, [join(wasm, 'bench/leadwise_read_bench.js'), rounds, ...files]),
  ];
  return inNative.map(({ format, bytes, ms }, i) => ({
    format, file: basename(files[i]), bytes,
    native: { records_per_s: 1000 / ms, mb_per_s: bytes / ms / 1000 },
    wasm: { records_per_s: 1000 / inWasm[i].ms, mb_per_s: bytes / inWasm[i].ms / 1000 },
  }));
}

/** How well waves are found on LUDB, ours and NeuroKit2's, in percent; undefined without the data or the peer. */
async function delineationOnLudb() {
  const ludb = join(data, 'recordings/ludb/data');
  if (!existsSync(ludb)) return undefined;
  const headers = (await readdir(ludb)).filter((name) => name.endsWith('.hea')).sort().map((name) => join(ludb, name));
  const measured = join(work, 'ludb.jsonl');
  await run(join(native, 'leadwise'), ['measure', ...headers, '--json', '-o', measured]);
  return pythonPeer(['neurokit2', 'wfdb'], 'delineation_peer.py', [ludb, measured]);
}

async function checkEqual({ ours, inWasm, module, scipy, wfdb, onnx }) {
  const inputs = [ours, inWasm].map(({ out }) => doubles(join(out, 'standardised.f64')));
  const [nativeInput, wasmInput] = await Promise.all(inputs);
  const { stored, fp32 } = ours.probabilities;
  const checks = [
    check('preprocessed samples, native and wasm', largestDifference(nativeInput, wasmInput), 1e-9),
    check('probabilities, native and wasm', largestDifference(stored, inWasm.probabilities.stored), 1e-4),
    check('probabilities, native and module', largestDifference(stored, module.probabilities), 1e-4),
    check('fp32 probabilities, native and wasm', largestDifference(fp32, inWasm.probabilities.fp32), 1e-4),
    check('probabilities, shipped and fp32', largestDifference(stored, fp32), 0.01),
  ];
  if (scipy) checks.push(check('preprocessed samples, native and SciPy', scipy.largest_difference, 1e-6));
  if (wfdb) checks.push(check('samples read, native and wfdb', wfdb.largest_difference, 1e-9));
  if (onnx) {
    const difference = largestDifference(fp32, onnx.probabilities);
    checks.push(check('fp32 probabilities, native and onnxruntime-web', difference, 1e-4));
  }
  return checks;
}

await mkdir(work, { recursive: true });
const { source, headers } = await benchRecords({ tool: join(native, 'leadwise'), data, work });
const checks = await checkEqual(await runAll(headers, '0'));
const { ours, inWasm, module, scipy, wfdb, neurokit, onnx } = await runAll(headers, rounds);
const paper = await paperSteps({
  native, work, here, python: await pythonWith(['numpy', 'torch']), rounds: Math.min(3, Number(rounds)),
});
checks.push(...(paper?.checks ?? []));

const report = {
  records: { source, count: headers.length },
  rounds: Number(rounds),
  machine: { processor: cpus()[0].model, processors: cpus().length, node: process.version, load_average: loadavg()[0] },
  checks,
  times_ms: {
    read: { native: ours.read_ms, wasm: inWasm.read_ms, wfdb_from_disk: wfdb?.read_ms ?? null },
    preprocess: {
      native: ours.preprocess_ms, wasm: inWasm.preprocess_ms,
      scipy: scipy?.preprocess_ms ?? null, scipy_array: scipy?.preprocess_array_ms ?? null,
    },
    measure: { native: ours.measure_ms, wasm: inWasm.measure_ms, neurokit2: neurokit?.measure_ms ?? null },
    infer_shipped: { native: ours.infer_ms.stored, wasm: inWasm.infer_ms.stored },
    infer_fp32: { native: ours.infer_ms.fp32, wasm: inWasm.infer_ms.fp32, onnxruntime_web: onnx?.infer_ms ?? null },
    screen: { native: ours.screen_ms, wasm: inWasm.screen_ms, module: module.screen_ms },
    load: { module: module.load_ms },
  },
  delineation_on_ludb: (await delineationOnLudb()) ?? null,
  formats: await readEveryFormat(headers[0]),
  ingest: (await ingestSpeed({ native, work, wfdb: (files) => pythonPeer(['wfdb'], 'wfdb_rate.py', files) })) ?? null,
  page: (await pageSpeed({ tool: join(native, 'leadwise'), data, work, rounds: Number(rounds) })) ?? null,
  published_preset_step: paper ? { ...paper, checks: undefined } : null,
  sizes: await sizes(wasm),
  not_compared: Object.entries({
    SciPy: scipy, 'wfdb for Python': wfdb, NeuroKit2: neurokit, 'onnxruntime-web': onnx, PyTorch: paper,
  })
    .filter(([, peer]) => !peer).map(([name]) => `${name} is not installed`),
};
await writeFile(join(root, 'build/bench.json'), `${JSON.stringify(report, null, 2)}\n`);
printTable(report);
