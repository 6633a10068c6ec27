import { LeadwiseError } from './leadwise-error.js';

// Bundlers find these two by their form and ship the files.
const wasmUrl = new URL('./leadwise.wasm', import.meta.url);
const modelUrl = new URL('./leadwise-rv-overload.safetensors', import.meta.url);

export function readWasm() {
  return readBytes(wasmUrl);
}

export function readModel() {
  return readBytes(modelUrl);
}

async function readBytes(url) {
  try {
    return url.protocol === 'file:' && globalThis.process?.versions?.node ? await readFile(url) : await download(url);
  } catch (cause) {
    const message = `${url.pathname.split('/').pop()} could not be read: ${cause.message}`;
    throw new LeadwiseError('FileNotReadable', message, null, { cause });
  }
}

async function readFile(url) {
  // Not a literal, so that bundlers for the browser leave it alone.
  const nodeModule = 'node:fs/promises';
  const { readFile: read } = await import(/* @vite-ignore */ /* webpackIgnore: true */ nodeModule);
  return new Uint8Array(await read(url));
}

async function download(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}
