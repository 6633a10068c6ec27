import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { csvObjects } from './exporting.mjs';
import { madeMeasurement, madeScreening, predictionsOf } from './made-answers.mjs';
import { webModules } from './web-modules.mjs';

let exportTable;
before(async () => ({ exportTable } = await webModules('report/export-file')));

const entryOf = (id) => ({
  id, name: `r${id}.csv`, folder: '', files: [], options: {},
  state: { kind: 'screened', result: madeScreening(predictionsOf(['rv_overload'])) },
});

/** The table of three records, of which `meanwhile` changes something while the second is measured. */
function tableWhile(meanwhile) {
  const session = {
    entries: [1, 2, 3].map(entryOf),
    statedFacts: async () => null,
    measure: async ({ id }) => {
      if (id === 2) meanwhile(session);
      return madeMeasurement();
    },
    modelCard: async () => ({ name: 'made', sha256: 'made-weights', heads: [] }),
  };
  const signal = new AbortController().signal;
  return exportTable(session, session.entries, { namesShown: true, onMeasured: () => undefined, signal });
}

test('a table holds what the page shows', async () => {
  const { content } = await tableWhile(() => undefined);
  assert.deepEqual(csvObjects(content).map(({ file }) => file), ['r1.csv', 'r2.csv', 'r3.csv']);
});

for (const id of [1, 2, 3]) {
  test(`no table is saved where record ${id} was closed or answered anew while it was made`, async () => {
    const isMeant = (entry) => entry.id === id;
    const closed = (session) => (session.entries = session.entries.filter((entry) => !isMeant(entry)));
    const answered = (session) =>
      (session.entries = session.entries.map((entry) => (isMeant(entry) ? { ...entry, options: { paced: true }, state: { kind: 'waiting' } } : entry)));
    for (const change of [closed, answered]) {
      await assert.rejects(tableWhile(change), ({ failure }) => failure?.code === 'RecordsChanged');
    }
  });
}

test('where reading was stopped the table has a row for each ECG that waits, which is neither measured nor scored', async () => {
  const [first, second] = [1, 2].map(entryOf);
  const asked = [];
  let wasRead = false;
  const unread = { name: 'r2.csv', size: 1, stream: () => ((wasRead = true), new Blob(['x']).stream()) };
  const session = {
    entries: [first, { ...second, files: [{ folder: '', file: unread }], state: { kind: 'waiting' } }],
    statedFacts: async () => null,
    measure: async ({ id }) => (asked.push(id), madeMeasurement()),
    modelCard: async () => ({ name: 'made', sha256: 'made-weights', heads: [] }),
  };
  const measured = [];
  const request = { namesShown: true, onMeasured: (count) => measured.push(count), signal: new AbortController().signal };
  const rows = csvObjects((await exportTable(session, session.entries, request)).content);
  assert.deepEqual(rows.map(({ file, status }) => [file, status]), [['r1.csv', 'scored'], ['r2.csv', 'waiting']]);
  assert.deepEqual([asked, measured, wasRead], [[1], [1], false], 'nor is it read for its hash');
  const said = Object.entries(rows[1]).filter(([, cell]) => cell !== '');
  assert.deepEqual(said, [['file', 'r2.csv'], ['status', 'waiting'], ['use', 'Research use only.']]);
});
