import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let pastedFiles;
before(async () => ({ pastedFiles } = await webModules('screening/pasted-files')));

/** A clipboard as browsers give it to a page. */
function clipboard({ text = '', files = [] }) {
  return {
    types: [...(text ? ['text/plain'] : []), ...(files.length > 0 ? ['Files'] : [])],
    getData: (type) => (type === 'text/plain' ? text : ''),
    files,
    items: files.map((file) => ({ webkitGetAsEntry: () => null, getAsFile: () => file })),
  };
}

const picture = new File(['PNG'], 'image.png', { type: 'image/png' });
const table = 'I\tII\r\n0.01\t0.02\r\n0.02\t0.03\r\n';
const contentsOf = async (given) => {
  const found = await pastedFiles(clipboard(given));
  return found && Promise.all(found.files.map(({ file }) => file.text()));
};

test('of cells that were copied in a spreadsheet the table is read, not the picture that comes with it', async () => {
  assert.deepEqual(await contentsOf({ text: table, files: [picture] }), [table]);
  assert.deepEqual(await contentsOf({ text: table }), [table]);
});

test('of files that were copied in a file manager the files are read, not their names', async () => {
  const files = [new File(['head'], 'a.hea', { type: 'text/plain' }), new File(['signal'], 'a.dat')];
  assert.deepEqual(await contentsOf({ text: 'a.hea\na.dat', files }), ['head', 'signal']);
  assert.deepEqual(await contentsOf({ files }), ['head', 'signal']);
  assert.deepEqual(await contentsOf({ text: 'photo.png', files: [picture] }), ['PNG']);
});

test('a pasted word is nothing', () => {
  assert.equal(pastedFiles(clipboard({ text: 'hypertension' })), null);
  assert.equal(pastedFiles(clipboard({})), null);
});
