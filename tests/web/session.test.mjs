// What the session keeps and shows of what is opened, with a worker that answers as the test wants.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { files, refused, sessionMaker } from './made-session.mjs';
import { webModules } from './web-modules.mjs';

let madeSession;
let gatherAnswers;
before(async () => {
  const modules = await webModules('screening/session', 'report/record-answers');
  madeSession = sessionMaker(modules.Session);
  ({ gatherAnswers } = modules);
});

const namesIn = ({ entries }) => entries.map(({ name }) => name);

test('what is opened next does not wait for a folder that is still listed when its opening is cancelled', async () => {
  for (const end of ['cancelOpening', 'clear']) {
    const { session } = madeSession();
    void session.open(new Promise(() => undefined));
    await pause(10);
    assert.deepEqual(session.opening, { looked: 0, total: null });
    session[end]();
    assert.equal(session.opening, null, 'it is over at once');
    await Promise.race([session.open(files('next.csv')), pause(2000)]);
    assert.deepEqual(namesIn(session), ['next.csv']);
    assert.equal(session.opening, null);
  }
});

test('weights in a folder whose opening was cancelled are not put to use', async () => {
  const { session, calls } = madeSession();
  let list;
  const opening = session.open(new Promise((resolve) => (list = resolve)));
  await pause(10);
  session.cancelOpening();
  list({ files: files('mine.safetensors', 'late.csv'), unreadable: [] });
  await Promise.race([opening, pause(2000)]);
  await pause(10);
  assert.ok(!calls.includes('useWeights'), calls.join());
  assert.equal(session.weights.own, null);
  assert.deepEqual(namesIn(session), []);
});

test('weights that are opened with ECGs are put to use before those are looked at', async () => {
  const { session, calls } = madeSession();
  await session.open(files('a.csv', 'mine.safetensors'));
  assert.ok(calls.indexOf('useWeights') < calls.indexOf('areArchives'), calls.join());
  assert.deepEqual(namesIn(session), ['a.csv']);
});

test('an older browser, without what AbortSignal learnt later, opens files', async (t) => {
  const { throwIfAborted } = AbortSignal.prototype;
  delete AbortSignal.prototype.throwIfAborted;
  t.after(() => (AbortSignal.prototype.throwIfAborted = throwIfAborted));
  const { session } = madeSession();
  await session.open(files('a.csv'));
  assert.deepEqual(session.problems, []);
  assert.deepEqual(namesIn(session), ['a.csv']);
});

test('where nothing new can be shown the record that is shown stays, sorted anew or not', async () => {
  for (const name of ['lonely.hea', 'whole.csv']) {
    const { session } = madeSession();
    await session.open(files('first.csv'));
    await session.open(files(name));
    await session.open(files('bad.zip'));
    assert.equal(session.problems[0].code, 'TruncatedData');
    assert.equal(session.selected?.name, name);
  }
});

test('what went wrong with files is still told when others that were opened with them are there', async () => {
  const { session } = madeSession();
  await Promise.all([session.open(files('bad.zip')), session.open(files('good.csv')), session.open(files('worse.zip'))]);
  assert.deepEqual(session.problems.map(({ message }) => message.split(':')[0]), ['bad.zip', 'worse.zip']);
  await session.open(files('later.csv'));
  assert.deepEqual(session.problems, []);
});

test('what could not be opened is opened once when it is tried again while others are opened, and its reason is told no more', async () => {
  let missing = true;
  const { session } = madeSession({ ready: (call) => (missing && call === 'areArchives' ? Promise.reject(refused('PagePartMissing')) : undefined) });
  const first = session.open(files('a.csv'));
  let list;
  const others = session.open(new Promise((resolve) => (list = resolve)));
  await first;
  assert.equal(session.problems[0].code, 'PagePartMissing');
  missing = false;
  const again = session.retry();
  assert.deepEqual([session.problems, session.unopened], [[], []]);
  list({ files: files('bad.zip'), unreadable: [] });
  await Promise.all([others, again]);
  assert.deepEqual(namesIn(session), ['a.csv']);
  assert.equal(session.problems[0].code, 'TruncatedData', 'what went wrong with the others is still told');
});

function collectGarbage() {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

test('of ECGs that were closed no answer is kept', async () => {
  const { session } = madeSession();
  await session.open(files('a.csv'));
  const kept = new WeakRef(session.entries[0].state.result.record);
  session.clear();
  await pause(10);
  collectGarbage();
  assert.equal(kept.deref(), undefined);
});

test('an ECG that is closed while it is read is examined no further', async () => {
  let read;
  const reading = new Promise((resolve) => (read = resolve));
  const { session, calls } = madeSession({ ready: (call) => (call === 'record' ? reading : undefined) });
  const opening = session.open(files('a.csv'));
  while (!calls.includes('record')) await pause(1);
  session.clear();
  read();
  await opening;
  await pause(10);
  assert.ok(!calls.includes('examine') && !calls.includes('screen'), calls.join());
});

const never = new Promise(() => undefined);
const isLong = (call, input) => call === 'record' && input.files[0].name === 'long.csv';
/** Longer than what is closed may take to end by itself. */
const momentMs = 400;

for (const end of ['close', 'clear']) {
  test(`what is opened next does not wait for a long recording after "${end}", and the worker at it is replaced`, async () => {
    const { session, calls } = madeSession({ ready: (call, input) => (isLong(call, input) ? never : undefined) });
    void session.open(files('long.csv'));
    while (!calls.includes('record')) await pause(1);
    const [{ id }] = session.entries;
    if (end === 'close') session.close(id, null);
    else session.clear();
    await Promise.race([session.open(files('next.csv')), pause(2000)]);
    assert.deepEqual(session.entries.map(({ name, state }) => [name, state.kind]), [['next.csv', 'screened']]);
    assert.equal(calls.filter((call) => call === 'start').length, 1, 'it gets a moment to end by itself');
    await pause(momentMs);
    assert.equal(calls.filter((call) => call === 'start').length, 2);
  });
}

test('"Stop" ends a long recording at once, unless it is shown, and "Continue" reads it again', async () => {
  let isHeld = true;
  const held = (call, input) => (call === 'screen' && isHeld && input.files[0].name === 'long.csv' ? never : undefined);
  const { session, calls } = madeSession({ ready: held });
  void session.open(files('shown.csv', 'long.csv', 'next.csv'));
  const stateOf = (name) => session.entries.find((entry) => entry.name === name)?.state.kind;
  while (!calls.includes('screen')) await pause(1);
  assert.equal(stateOf('long.csv'), 'working');
  session.stop();
  await pause(momentMs);
  assert.deepEqual(['shown.csv', 'long.csv', 'next.csv'].map(stateOf), ['screened', 'waiting', 'waiting']);
  assert.equal(calls.filter((call) => call === 'start').length, 2, 'the worker at it is replaced');
  isHeld = false;
  await Promise.race([session.resume(), pause(2000)]);
  assert.deepEqual(['long.csv', 'next.csv'].map(stateOf), ['screened', 'screened']);
});

test('closing a long recording where no worker can be started any more leaves the one that there is', async () => {
  let end;
  const reading = new Promise((resolve) => (end = resolve));
  let starts = 0;
  const ready = (call, input) => {
    if (call === 'start' && ++starts > 1) return Promise.reject(refused('PagePartMissing'));
    return isLong(call, input) ? reading : undefined;
  };
  const { session, calls } = madeSession({ ready });
  const ended = endedWorkers();
  void session.open(files('long.csv'));
  while (!calls.includes('record')) await pause(1);
  session.clear();
  await pause(momentMs);
  assert.deepEqual(ended, [2], 'a successor was tried, and the first one is there');
  const opening = session.open(files('next.csv'));
  end();
  await Promise.race([opening, pause(2000)]);
  assert.deepEqual(session.problems, []);
  assert.deepEqual(session.entries.map(({ name, state }) => [name, state.kind]), [['next.csv', 'screened']]);
  assert.deepEqual(ended, [2]);
});

/** Which of the workers that are made from now on have been ended, counted from 1. */
function endedWorkers() {
  const [make, ended] = [globalThis.startMadeWorker, []];
  let made = 0;
  globalThis.startMadeWorker = () => {
    const number = ++made;
    return Object.assign(make(), { terminate: () => ended.push(number) });
  };
  return ended;
}

test('ECGs that are closed while they are read quickly cost no new worker', async () => {
  const { session, calls } = madeSession({ ready: () => pause(20) });
  for (const name of ['a.csv', 'b.csv', 'c.csv']) {
    void session.open(files(name));
    while (session.entries[0]?.state.kind !== 'working') await pause(1);
    session.close(session.entries[0].id, null);
  }
  await pause(momentMs);
  assert.equal(calls.filter((call) => call === 'start').length, 1, calls.join());
});

test('of an ECG that was closed nothing is asked again where memory was full', async () => {
  let end;
  const ended = new Promise((_, reject) => (end = reject));
  const { session, calls } = madeSession({ ready: (call, input) => (isLong(call, input) ? ended : undefined) });
  void session.open(files('long.csv'));
  while (!calls.includes('record')) await pause(1);
  session.close(session.entries[0].id, null);
  end(refused('OutOfMemory'));
  await pause(50);
  assert.equal(calls.filter((call) => call === 'record').length, 1);
});

test('what waited behind an ECG that was closed is asked again, however many are closed', async () => {
  const { session, calls } = madeSession({ ready: (call, input) => (isLong(call, input) || call === 'measure' ? never : undefined) });
  await session.open(files('kept.csv'));
  const [kept] = session.entries;
  let failed = null;
  const read = () => calls.filter((call) => call === 'record').length;
  for (let closed = 0; closed < 5; ++closed) {
    const before = read();
    void session.open(files('long.csv'));
    while (read() === before) await pause(1);
    if (closed === 0) session.measure(kept, {}).catch((rejection) => (failed = rejection));
    session.close(session.entries.find(({ name }) => name === 'long.csv').id, kept.id);
    await pause(momentMs);
  }
  assert.equal(failed, null);
  assert.ok(calls.filter((call) => call === 'measure').length > 1, calls.join());
});

test('an export of an ECG that is closed meanwhile fails, and does not say that it could not be measured', async () => {
  const { session, calls } = madeSession({ ready: (call) => (call === 'measure' ? never : undefined) });
  await session.open(files('a.csv'));
  const [entry] = session.entries;
  const gathered = gatherAnswers(session, entry, { bedside: {}, preTests: {} });
  while (!calls.includes('measure')) await pause(1);
  session.close(entry.id, null);
  await assert.rejects(gathered, ({ failure }) => failure?.code === 'RecordsChanged');
});

test('weights that are chosen while a file exhausts the memory are put to use all the same', async () => {
  let end;
  const ended = new Promise((_, reject) => (end = reject));
  const made = madeSession({ ready: (call, input) => (isLong(call, input) ? ended : call === 'useWeights' && !gone ? never : undefined) });
  let gone = false;
  const { session, calls } = made;
  void session.open(files('long.csv'));
  while (!calls.includes('record')) await pause(1);
  const using = session.useWeights(new File(['x'], 'mine.safetensors'));
  while (!calls.includes('useWeights')) await pause(1);
  gone = true;
  end(refused('OutOfMemory'));
  await Promise.race([using, pause(2000)]);
  assert.equal(session.weights.refused, null);
  assert.equal(session.weights.own?.fileName, 'mine.safetensors');
});

test('the card of the weights in use is known before anything is scored, and read once', async () => {
  const { session, calls } = madeSession({ say: { modelCard: () => ({ sha256: 'shipped' }) } });
  await session.warmUp();
  await pause(10);
  assert.equal(session.weights.cardOf('shipped')?.sha256, 'shipped');
  await session.useWeights(new File(['x'], 'mine.safetensors'));
  assert.equal((await session.modelCard()).sha256, 'made-weights');
  assert.equal(session.weights.cardOf('made-weights')?.sha256, 'made-weights');
  assert.equal(calls.filter((call) => call === 'modelCard').length, 1);
});
