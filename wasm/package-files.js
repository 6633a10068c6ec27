import { LeadwiseError } from './leadwise-error.js';

// Bundlers find the two addresses by their form and ship the files. They are made only when needed: where the code runs
// from a blob, nothing lies beside it.

export function readWasm() {
  return readBytes('leadwise.wasm', () => new URL('./leadwise.wasm', import.meta.url));
}

export function readModel() {
  const name = 'leadwise-rv-overload.safetensors';
  return readBytes(name, () => new URL('./leadwise-rv-overload.safetensors', import.meta.url));
}

async function readBytes(name, address) {
  try {
    const url = address();
    return url.protocol === 'file:' && globalThis.process?.versions?.node ? await readFile(url) : await download(url);
  } catch (cause) {
    throw new LeadwiseError('FileNotReadable', `${name} could not be read: ${cause.message}`, null, { cause });
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
