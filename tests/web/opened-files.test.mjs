// Which record of what is opened is shown and listed, and under which name, with a worker that answers as the test wants.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { files, refused, sessionMaker } from './made-session.mjs';
import { webModules } from './web-modules.mjs';

let madeSession;
before(async () => {
  madeSession = sessionMaker((await webModules('screening/session')).Session);
});

const isNoEcg = (name) => /^\.|\.(txt|png)$/.test(name) || name.endsWith('.xlsx');
const read = ({ files: [{ name }, ...parts] }) => {
  if (isNoEcg(name)) throw Object.assign(refused('UnknownFormat'), { message: `no ECG in ${name}` });
  if (name.endsWith('.hea') && parts.length === 0) throw refused('MissingFile');
  if (name.endsWith('.dat')) throw refused('UnknownFormat');
  return { duration_s: 10 };
};
/** Puts a header and the signal of its name together. */
const group = ({ files: given }) => {
  const signalOf = ({ name }) => given.findIndex((other) => other.name === name.replace(/\.hea$/, '.dat'));
  const headers = given.filter(({ name }) => name.endsWith('.hea'));
  const taken = new Set(headers.map(signalOf));
  return given.flatMap((file, index) => {
    if (file.name.endsWith('.hea')) return [{ name: file.name, parts: [index, signalOf(file)].filter((part) => part >= 0) }];
    return taken.has(index) ? [] : [{ name: file.name, parts: [index] }];
  });
};
const screened = (input) => {
  read(input);
  return { quality: {}, predictions: [], refused: [], notes: [], model: { sha256: 'made-weights' } };
};
const reading = {
  record: read,
  examine: (input) => ({ screening: screened(input), measurement: {} }),
  screen: screened,
  group,
  areArchives: ({ files: given }) => given.map(({ name }) => /\.(zip|xlsx|gz)$/.test(name)),
  unpack: ({ archive: { name, bytes } }) => contentsOf(name, new TextDecoder().decode(bytes)),
};
/** An archive of these tests lists the names of what it holds, a line each. */
const contentsOf = (name, text) =>
  text.replace(/^\x1f/, '').split('\n').map((inner) => ({ name: inner, bytes: new TextEncoder().encode(`${inner} of ${name}`) }));

const opening = (options) => madeSession({ ...options, say: reading });
const inFolder = (folder, ...names) => names.map((name) => ({ folder, file: new File([`${folder}/${name}`], name) }));
const archive = (name, ...lines) => ({ folder: '', file: new File([lines.join('\n')], name) });
const listed = ({ entries }) => entries.map(({ name, folder, files: { length } }) => `${folder}/${name} ${length}`);
const withBytes = (name, bytes) => ({ folder: '', file: new File([bytes], name) });
/** A promise, and what keeps it. */
const held = () => {
  let keep;
  const promise = new Promise((resolve) => (keep = resolve));
  return Object.assign(promise, { keep });
};

test('after a folder whose first file is no ECG one of its own ECGs is shown, never the patient\'s before', async () => {
  const { session } = opening();
  for (const names of [['.DS_Store', 'next.csv'], ['next.csv', 'notes.txt'], ['a.png', 'b.png', 'next.csv', 'notes.txt']]) {
    await session.open(files('before.csv'));
    await session.open(inFolder('next', ...names));
    assert.equal(session.selected.folder, 'next', names.join());
    session.clear();
    await session.open(inFolder('next', ...names, 'more.csv'));
    assert.equal(session.selected?.name, 'next.csv', names.join());
  }
});

test('where nothing of a folder is an ECG the reason is told, and what was shown before is shown again', async () => {
  const { session } = opening();
  await session.open(files('before.csv'));
  await session.open(inFolder('ward', 'picture.png'));
  assert.equal(session.selected?.name, 'before.csv');
  assert.deepEqual(session.problems.map(({ message }) => message), ['picture.png: no ECG in picture.png']);
  assert.equal(session.skippedCount, 1);
  await session.open(inFolder('ward', 'picture.png', 'ecg.csv'));
  assert.deepEqual(session.problems, [], 'with an ECG beside it a picture is only counted');
});

test('zips of one file each are told from each other by their names, in the list and in every export', async () => {
  const { session } = opening();
  await session.open([archive('anna.zip', 'ECG.xml'), archive('berta.zip', 'ECG.xml'), archive('part.zip', 'rec.dat'), ...files('rec.hea')]);
  assert.deepEqual(listed(session), ['anna.zip/ECG.xml 1', 'berta.zip/ECG.xml 1', '/rec.hea 2']);
  const { FileNaming } = await webModules('report/file-naming');
  for (const namesShown of [false, true]) {
    const naming = new FileNaming(namesShown);
    const [anna, berta] = session.entries.map((entry) => ({ ...entry, inputs: [{ sha256: entry.folder }] }));
    assert.notEqual(naming.record(anna), naming.record(berta));
    assert.notEqual(naming.saved(anna), naming.saved(berta));
  }
});

test('a file packed by gzip alone lies where its archive lies', async () => {
  const { session } = opening();
  await session.open([archive('ecg.csv.gz', '\x1fecg.csv')]);
  assert.deepEqual(listed(session), ['/ecg.csv 1']);
});

test('a zip of ECGs in a folder called "word" is no document, OpenDocument\'s is one', async () => {
  const { session } = opening();
  await session.open([archive('ward.zip', 'word/a.csv', 'word/b.csv')]);
  assert.deepEqual(listed(session), ['ward.zip/word/a.csv 1', 'ward.zip/word/b.csv 1']);
  session.clear();
  await session.open([archive('sheet.zip', 'mimetype', 'content.xml')]);
  assert.deepEqual(listed(session), ['/sheet.zip 1']);
});

test('of a workbook the core says what it is: its parts are not opened', async () => {
  const { session } = opening();
  await session.open([archive('book.xlsx', '[Content_Types].xml', 'xl/workbook.xml')]);
  assert.deepEqual(listed(session), ['/book.xlsx 1']);
  assert.match(session.selected.state.failure.message, /no ECG in book\.xlsx/);
  assert.equal(session.skippedCount, 0);
});

test('"Stop" beside the list lets a folder be looked through, and cancelling that lets the list be read', async () => {
  const first = held();
  const { session } = opening({ ready: (call, { files: given }) => (call === 'record' && given[0].name === 'a.csv' ? first : undefined) });
  const list = held();
  const before = session.open(files('a.csv', 'b.csv'));
  while (session.entries.length < 2) await pause(1);
  const folder = session.open(list);
  await pause(5);
  session.stop();
  assert.ok(session.opening && session.stopped);
  list.keep({ files: inFolder('ward', 'c.csv', 'd.csv'), unreadable: [] });
  await pause(20);
  assert.equal(session.entries.length, 4, 'the folder was looked through');
  const other = session.open(held());
  await pause(5);
  session.cancelOpening();
  assert.equal(session.opening, null);
  assert.ok(session.stopped, 'the list goes on as it was');
  first.keep();
  await session.resume();
  await Promise.all([before, folder, other]);
  assert.ok(session.entries.every(({ state }) => state.kind === 'screened'));
});

test('what is opened when nothing waits any more is read, though the reading of others was stopped', async () => {
  const reading = held();
  const { session } = opening({ ready: (call) => (call === 'record' ? reading : undefined) });
  const first = session.open(files('a.csv', 'b.csv'));
  while (session.entries.length < 2) await pause(1);
  session.stop();
  assert.ok(session.stopped);
  reading.keep();
  await first;
  for (const { id } of session.entries.filter(({ state }) => state.kind === 'waiting')) session.close(id, null);
  await session.open(files('c.csv', 'd.csv'));
  assert.ok(session.entries.every(({ state }) => state.kind === 'screened'));
});

test('what is opened is shown, but many leave an ECG in its place that somebody went on with while they were looked through', async () => {
  const { session } = opening();
  await session.open(files('read.csv'));
  session.use();
  await session.open(inFolder('ward', 'a.csv', 'b.csv'));
  assert.equal(session.selected.name, 'a.csv', 'what was done before counts no more');
  for (const goOn of [() => session.use(), () => session.select(session.selectedId)]) {
    const list = held();
    const opened = session.open(list);
    await pause(5);
    goOn();
    list.keep({ files: inFolder('office', 'c.csv', 'd.csv'), unreadable: [] });
    await opened;
    assert.equal(session.selected.name, 'a.csv');
  }
  // What is chosen after that is wanted more, also while another folder is still listed.
  const list = held();
  const first = session.open(list);
  session.use();
  const second = session.open(inFolder('home', 'e.csv', 'f.csv'));
  list.keep({ files: inFolder('attic', 'g.csv', 'h.csv'), unreadable: [] });
  await Promise.all([first, second]);
  assert.equal(session.selected.name, 'e.csv');
  const single = held();
  const opened = session.open(single);
  session.use();
  single.keep({ files: files('single.csv'), unreadable: [] });
  await opened;
  assert.equal(session.selected.name, 'single.csv');
});

test('what somebody chooses while a folder is read stays, whatever of the folder proves to be no ECG later', async () => {
  const reading = held();
  const { session } = opening({ ready: (call, { files: given }) => (call === 'record' && given[0].name === 'notes.txt' ? reading : undefined) });
  await session.open(files('before.csv'));
  const opened = session.open(inFolder('ward', 'long.csv', 'notes.txt'));
  while (session.selected?.name !== 'long.csv') await pause(1);
  session.select(session.entries.find(({ name }) => name === 'before.csv').id);
  reading.keep();
  await opened;
  assert.equal(session.skippedCount, 1);
  assert.equal(session.selected.name, 'before.csv');
});

test('after two openings that bring no ECG the one before them is shown', async () => {
  const reading = held();
  const { session } = opening({ ready: (call, { files: given }) => (call === 'record' && given[0].name === 'notes.txt' ? reading : undefined) });
  await session.open(files('before.csv'));
  const opened = session.open(inFolder('ward', 'notes.txt'));
  while (session.selected?.name !== 'notes.txt') await pause(1);
  const nothing = session.open(Promise.resolve({ files: [], unreadable: ['gone.csv'] }));
  await pause(5);
  reading.keep();
  await Promise.all([opened, nothing]);
  assert.equal(session.selected?.name, 'before.csv');
});

test('"Try again" opens every lot of files that waited for a part of the page', async () => {
  let missing = true;
  const { session } = opening({ ready: (call) => (missing && call === 'areArchives' ? Promise.reject(refused('PagePartMissing')) : undefined) });
  await session.open(files('a.csv'));
  await session.open(files('b.csv'));
  assert.deepEqual(session.problems.map(({ code }) => code), ['PagePartMissing'], 'one fault, told once');
  missing = false;
  await session.open(files('c.csv'));
  assert.equal(session.problems.length, 1, 'those that wait are not forgotten');
  await session.retry();
  assert.deepEqual(listed(session), ['/c.csv 1', '/a.csv 1', '/b.csv 1']);
  assert.deepEqual(session.problems, []);
});

test('an ECG that is closed while a folder is looked through does not come back', async () => {
  const looking = held();
  let hold = false;
  const { session } = opening({ ready: (call) => (hold && call === 'group' ? looking : undefined) });
  await session.open(files('lonely.hea'));
  hold = true;
  const next = session.open(files('next.csv', 'lonely.dat'));
  await pause(10);
  session.close(session.entries[0].id, null);
  looking.keep();
  await next;
  assert.deepEqual(listed(session).sort(), ['/lonely.dat 1', '/next.csv 1']);
});

test('a record that still lacks a part stays as it is, with what was answered and where it stands', async () => {
  const { session } = opening();
  await session.open(files('lonely.hea', 'first.csv'));
  const before = session.entries;
  await session.open(files('next.csv'));
  assert.deepEqual(session.entries.slice(0, 2), before);
});

test('a file of a name that was there before neither replaces another patient\'s nor joins its parts', async () => {
  const { session } = opening();
  await session.open([withBytes('rec.hea', 'of Anna')]);
  await session.open([withBytes('rec.hea', 'of Berta'), withBytes('rec.dat', 'of Berta')]);
  assert.deepEqual(listed(session), ['/rec.hea 1', '/rec.hea 2']);
  assert.equal(await session.entries[0].files[0].file.text(), 'of Anna');
  assert.equal(await session.entries[1].files[0].file.text(), 'of Berta');
});

test('the same file opened again takes the place of the lonely one, and a part chosen by itself finds its record', async () => {
  const { session } = opening();
  await session.open([withBytes('rec.hea', 'x')]);
  await session.open([withBytes('rec.hea', 'x')]);
  assert.deepEqual(listed(session), ['/rec.hea 1']);
  await session.open(files('rec.dat'));
  assert.deepEqual(listed(session), ['/rec.hea 2']);
  assert.equal(session.selected.name, 'rec.hea');
});

test('parts in folders of one name that were opened one after the other are not put together', async () => {
  const { session } = opening();
  await session.open(inFolder('ecg', 'rec.hea'));
  await session.open([...inFolder('ecg', 'rec.dat'), ...inFolder('ecg', 'own.csv')]);
  assert.deepEqual(listed(session), ['ecg/rec.hea 1', 'ecg/own.csv 1']);
  await session.open(inFolder('ecg', 'rec.hea', 'rec.dat'));
  assert.deepEqual(listed(session), ['ecg/own.csv 1', 'ecg/rec.hea 2'], 'the folder opened again is whole');
});

test('what failed for a reason that may be gone is read again, and nothing else', async () => {
  let full = true;
  const asked = [];
  const ready = (call, { files: given }) => {
    if (call === 'screen' || call === 'record') asked.push(given[0].name);
    const isHeavy = /^(screen|record)$/.test(call) && given[0].name === 'heavy.csv';
    return full && isHeavy ? Promise.reject(refused('OutOfMemory')) : undefined;
  };
  const { session } = opening({ ready });
  await session.open(files('a.csv', 'heavy.csv', 'lonely.hea'));
  assert.equal(session.entries[1].state.failure?.code, 'OutOfMemory');
  full = false;
  asked.length = 0;
  await session.readFailedAgain();
  assert.equal(session.entries[1].state.kind, 'screened');
  assert.deepEqual(asked, ['heavy.csv']);
});
