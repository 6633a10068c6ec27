import workerUrl from '../screening/worker?worker&url';

/**
 * Starts the worker from a blob, so that it inherits the page's security policy even where the server sends none: a
 * worker that is started by its URL would be bound by the headers of its own response only. The blob holds one
 * import; it needs the whole address, because relative ones cannot be resolved inside a blob.
 */
export function startServedWorker(): Worker {
  const address = new URL(workerUrl, document.baseURI).href;
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
  const blobUrl = URL.createObjectURL(blob);
  const worker = new Worker(blobUrl, { type: 'module', name: 'leadwise' });
  worker.addEventListener('message', () => URL.revokeObjectURL(blobUrl), { once: true });
  return worker;
}
