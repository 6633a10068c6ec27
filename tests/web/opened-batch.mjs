// Many records from one, made inside the page: its own script is what drops them.
import { readFileSync } from 'node:fs';

/** Drops `count` copies of a WFDB record, r0 and on, each a header and a signal file, into the page. */
export async function dropCopies(page, [header, signal], count, { from = 0 } = {}) {
  const record = { header: readFileSync(header, 'latin1'), signal: readFileSync(signal).toString('base64'), count, from };
  await page.evaluate((given) => {
    const bytes = Uint8Array.from(atob(given.signal), (letter) => letter.charCodeAt(0));
    const name = given.header.split(/[\s/]/)[0];
    const dataTransfer = new DataTransfer();
    for (let i = given.from; i < given.from + given.count; ++i) {
      dataTransfer.items.add(new File([given.header.replaceAll(name, `r${i}`)], `r${i}.hea`));
      dataTransfer.items.add(new File([bytes], `r${i}.dat`));
    }
    window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
  }, record);
}

/** Waits until so many of the records that are listed have been read. */
export async function waitUntilRead(page, count, { timeout = 60_000 } = {}) {
  const text = `${count.toLocaleString('en')} of ${count.toLocaleString('en')} done`;
  await page.getByText(text).waitFor({ timeout });
}
