import type { ModuleParts } from '../screening/protocol';

let parts: ModuleParts | undefined;

/** What build-steps/one-file.ts has put into the page. */
export function embeddedParts(): ModuleParts {
  parts ??= { wasmBinary: takenOut('leadwise-wasm'), model: takenOut('leadwise-weights') };
  return parts;
}

/** The bytes of a script element that holds base64; the element goes, for its text is as large. */
function takenOut(id: string): ArrayBuffer {
  const element = document.getElementById(id);
  const text = atob(element?.textContent ?? '');
  element?.remove();
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; ++index) bytes[index] = text.charCodeAt(index);
  return bytes.buffer;
}
