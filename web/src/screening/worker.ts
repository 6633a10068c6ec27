import { failureOf } from './failure';
import { examined, explained, leadwise, screened, setUp, useWeights } from './instance';
import { statedFacts } from './stated-facts';
import type { CallName, Input, Output, WorkerRequest, WorkerResponse } from './protocol';

type Handlers = { [Name in CallName]: (input: Input<Name>) => Promise<Output<Name>> };

const handlers: Handlers = {
  start: setUp,
  useWeights: ({ model }) => useWeights(model),
  areArchives: async ({ files }) => (await leadwise()).areArchives(files),
  unpack: async ({ archive }) => (await leadwise()).unpack(archive),
  group: async ({ files }) => (await leadwise()).group(files),
  record: async ({ files, options }) => (await leadwise()).record(files, options),
  statedFacts: async ({ files, options }) => statedFacts((await leadwise()).inspect(files, options)),
  measure: async ({ files, options }) => (await leadwise()).measure(files, options),
  screen: ({ files, options }) => screened(files, options),
  examine: ({ files, options }) => examined(files, options),
  explain: ({ files, options }) => explained(files, options),
  simulate: async (options) => (await leadwise()).simulate(options),
  modelCard: async () => (await leadwise()).modelCard(),
};

async function answer(request: WorkerRequest): Promise<WorkerResponse> {
  try {
    // The compiler cannot see that `call` and `input` belong together across the union.
    const handle = handlers[request.call] as (input: unknown) => Promise<Output<CallName>>;
    return { id: request.id, ok: true, output: await handle(request.input) };
  } catch (error) {
    return { id: request.id, ok: false, failure: failureOf(error) };
  }
}

self.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  void answer(event.data).then(post);
});

/** Whoever asked would wait for ever for an answer that could not be copied. */
function post(response: WorkerResponse): void {
  try {
    self.postMessage(response);
  } catch (error) {
    const message = `the answer could not be handed over: ${String(error)}`;
    const failure = { code: 'OutOfMemory', message, offset: null } as const;
    self.postMessage({ id: response.id, ok: false, failure } satisfies WorkerResponse);
  }
}
