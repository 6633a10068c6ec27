import { load, type Leadwise, type MeasureResult } from 'leadwise';
import { failureOf } from './failure';
import type { CallName, Input, Measured, Output, WorkerRequest, WorkerResponse } from './protocol';

let instance: Promise<Leadwise> | undefined;

/** The module with the shipped weights. A failure to load them is forgotten, so that the next call tries again. */
function leadwise(): Promise<Leadwise> {
  instance ??= load().catch((error: unknown) => {
    instance = undefined;
    throw error;
  });
  return instance;
}

function withoutSingleBeats({ delineation: _, ...measured }: MeasureResult): Measured {
  return measured;
}

type Handlers = { [Name in CallName]: (input: Input<Name>) => Promise<Output<Name>> };

const handlers: Handlers = {
  start: async () => (await leadwise(), null),
  areArchives: async ({ files }) => (await leadwise()).areArchives(files),
  unpack: async ({ archive }) => (await leadwise()).unpack(archive),
  group: async ({ files }) => (await leadwise()).group(files),
  record: async ({ files, options }) => (await leadwise()).record(files, options),
  measure: async ({ files, options }) => withoutSingleBeats((await leadwise()).measure(files, options)),
  screen: async ({ files, options }) => (await leadwise()).screen(files, options),
  explain: async ({ files, options }) => (await leadwise()).explain(files, options).attribution,
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
  void answer(event.data).then((response) => self.postMessage(response));
});
