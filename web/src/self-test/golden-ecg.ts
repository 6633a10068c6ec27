import type { InputFile } from 'leadwise';
import header from './golden-ecg.hea?raw';
import signal from './golden-ecg.dat?inline';

/** The built-in ECG; scripts/make_self_test wrote it. */
export function goldenEcg(): InputFile[] {
  return [
    { name: 'golden-ecg.hea', bytes: new TextEncoder().encode(header) },
    { name: 'golden-ecg.dat', bytes: bytesOf(signal) },
  ];
}

function bytesOf(dataUrl: string): Uint8Array<ArrayBuffer> {
  const text = atob(dataUrl.slice(dataUrl.indexOf(',') + 1));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
