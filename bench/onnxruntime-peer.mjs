// node onnxruntime-peer.mjs RUNTIME OUT ROUNDS: onnxruntime-web (WebAssembly, one thread) on the weights and inputs
// that leadwise_bench left in OUT. Prints {probabilities, infer_ms}.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { onnxModel, readWeights } from './onnx-model.mjs';

const [runtime, folder, rounds] = process.argv.slice(2);
const { default: ort } = await import(pathToFileURL(join(runtime, 'dist/ort.node.min.mjs')).href);
ort.env.wasm.numThreads = 1;

async function doubles(name) {
  const { buffer, byteOffset, byteLength } = await readFile(join(folder, name));
  return new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
}

const weights = readWeights(new Uint8Array(await readFile(join(folder, 'weights_fp32.safetensors'))));
const { leads, samples } = weights.description.input;
const session = await ort.InferenceSession.create(onnxModel(weights), { executionProviders: ['wasm'] });
const standardised = await doubles('standardised.f64');
const logSd = await doubles('log_sd_mv.f64');

function tensor(values, start, shape) {
  const count = shape.reduce((product, extent) => product * extent, 1);
  return new ort.Tensor(Float32Array.from(values.subarray(start, start + count)), shape);
}

const feeds = Array.from({ length: logSd.length / leads.length }, (_, record) => {
  const first = record * leads.length;
  const byLead = leads.map((lead, i) => [lead, tensor(standardised, (first + i) * samples, [1, 1, samples])]);
  return { ...Object.fromEntries(byLead), log_sd_mv: tensor(logSd, first, [1, leads.length]) };
});

const probabilities = [];
for (const feed of feeds) probabilities.push((await session.run(feed)).probability.data[1]);
const times = [];
for (let round = 0; round < Number(rounds); ++round) {
  for (const feed of feeds) {
    const start = performance.now();
    await session.run(feed);
    times.push(performance.now() - start);
  }
}
times.sort((a, b) => a - b);
console.log(JSON.stringify({ probabilities, infer_ms: times[Math.floor(times.length / 2)] ?? null }));
