// ECG files to test with, as [{name, bytes}].
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export const twelveLeads = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

const encoder = new TextEncoder();

export function textFile(name, text) {
  return { name, bytes: encoder.encode(text) };
}

/** CSV text of leads given as functions of time in seconds, in mV. */
export function csvFile(leads, { rate = 500, seconds = 10, name = 'made.csv' } = {}) {
  const names = Object.keys(leads);
  const rows = [`time_s,${names.join(',')}`];
  for (let i = 0; i < rate * seconds; ++i) {
    const t = i / rate;
    rows.push([t, ...names.map((lead) => leads[lead](t))].join(','));
  }
  return textFile(name, rows.join('\n') + '\n');
}

/** The files of a WFDB record on disk: its .hea and every signal file that it names. */
export async function wfdbFiles(headerPath) {
  const header = await readFile(headerPath);
  const folder = dirname(headerPath);
  const beside = new Set(await folderNames(folder));
  const words = new Set(header.toString('latin1').split(/\s+/));
  const parts = [...words].filter((word) => beside.has(word) && !word.endsWith('.hea'));
  const files = [{ name: basename(headerPath), bytes: new Uint8Array(header) }];
  for (const part of parts) files.push({ name: part, bytes: new Uint8Array(await readFile(join(folder, part))) });
  return files;
}

/** The files of any record on disk. */
export async function recordFiles(path) {
  if (path.endsWith('.hea')) return wfdbFiles(path);
  return [{ name: basename(path), bytes: new Uint8Array(await readFile(path)) }];
}

const listed = new Map();
async function folderNames(folder) {
  if (!listed.has(folder)) listed.set(folder, await readdir(folder));
  return listed.get(folder);
}

/** Deterministic bytes, so that a failure can be repeated. */
export function pseudoRandomBytes(count, seed) {
  const bytes = new Uint8Array(count);
  let state = seed >>> 0 || 1;
  for (let i = 0; i < count; ++i) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}
