import InlineWorker from '../screening/worker?worker&inline';

/** Starts the worker from its text inside the page: from a file, nothing can be fetched. */
export function startEmbeddedWorker(): Worker {
  return new InlineWorker({ name: 'leadwise' });
}
