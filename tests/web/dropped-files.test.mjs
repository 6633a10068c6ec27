import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let droppedFiles;
before(async () => ({ droppedFiles } = await webModules('screening/dropped-files')));

const refused = (_, reject) => reject(new Error('EncodingError'));

/** As Chromium gives it to a page that was opened from a disk: its entry cannot be read, the file itself can. */
const fileItem = (name, { entry = true } = {}) => ({
  webkitGetAsEntry: () => (entry ? { isFile: true, isDirectory: false, name, file: refused } : null),
  getAsFile: () => new File(['x'], name),
});

/** What browsers give as the file of a folder is none. */
const folderItem = (name, readEntries) => ({
  webkitGetAsEntry: () => ({ isFile: false, isDirectory: true, name, createReader: () => ({ readEntries }) }),
  getAsFile: () => new File([], name),
});

/** Gives `batches`, one at a call, and then none. */
function given(...batches) {
  return (resolve) => resolve(batches.shift() ?? []);
}

const inner = (name, file) => ({ isFile: true, isDirectory: false, name, file });
const dropped = async (...items) => {
  const { files, unreadable } = await droppedFiles({ items });
  return { files: files.map(({ folder, file }) => `${folder}/${file.name}`), unreadable };
};

test('a dropped file is taken even where the browser refuses to read its entry', async () => {
  const found = await dropped(fileItem('a.hea'), fileItem('a.dat'), fileItem('attachment.xml', { entry: false }));
  assert.deepEqual(found, { files: ['/a.hea', '/a.dat', '/attachment.xml'], unreadable: [] });
});

test('of a folder its files are taken and not the folder, and what cannot be read in it is named', async () => {
  const good = inner('b.edf', (resolve) => resolve(new File(['x'], 'b.edf')));
  const found = await dropped(folderItem('ward', given([good], [inner('c.edf', refused)])), folderItem('locked', refused));
  assert.deepEqual(found, { files: ['ward/b.edf'], unreadable: ['c.edf', 'locked'] });
});

test('a dragged text is no file', async () => {
  const text = { webkitGetAsEntry: () => null, getAsFile: () => null };
  assert.deepEqual(await dropped(text), { files: [], unreadable: [] });
});
