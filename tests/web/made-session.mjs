// A session of the page whose worker answers as a test wants.
import { madeScreening, predictionsOf } from './made-answers.mjs';

const isArchive = ({ name }) => name.endsWith('.zip');
export const refused = (code) => Object.assign(new Error('on purpose'), { code, offset: null });

/** What the worker says; a test may give others. */
export const answers = {
  start: () => null,
  areArchives: ({ files }) => files.map(isArchive),
  unpack: () => { throw refused('TruncatedData'); },
  group: ({ files }) => files.map(({ name }, part) => ({ name, parts: [part] })),
  record: ({ files: [{ name }] }) => {
    if (name === 'lonely.hea') throw refused('MissingFile');
    return { duration_s: 10 };
  },
  examine: () => ({ screening: madeScreening(predictionsOf(['rv_overload'])), measurement: {} }),
  screen: () => madeScreening(predictionsOf(['rv_overload'])),
  statedFacts: () => ({}),
  measure: () => ({}),
  useWeights: () => ({ sha256: 'made-weights' }),
  modelCard: () => ({ sha256: 'made-weights' }),
};

/** Makes sessions whose worker was asked `calls`, and answers when `ready`, given the call, lets it or refuses it. */
export const sessionMaker = (Session) => ({ ready = () => undefined, say = {} } = {}) => {
  const calls = [];
  const told = { ...answers, ...say };
  globalThis.startMadeWorker = () => {
    const worker = new EventTarget();
    worker.terminate = () => undefined;
    worker.postMessage = async ({ id, call, input }) => {
      calls.push(call);
      const answer = await Promise.resolve(ready(call, input)).then(() => answered(told[call], input), refusal);
      worker.dispatchEvent(new MessageEvent('message', { data: { id, ...answer } }));
    };
    return worker;
  };
  return { session: new Session(), calls };
};

function answered(answer, input) {
  try {
    return { ok: true, output: structuredClone(answer(input)) };
  } catch (error) {
    return refusal(error);
  }
}

const refusal = ({ code, message, offset }) => ({ ok: false, failure: { code, message, offset } });

export const files = (...names) => names.map((name) => ({ folder: '', file: new File(['x'], name) }));
