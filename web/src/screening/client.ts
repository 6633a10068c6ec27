import { moduleParts, startWorker } from 'deployment';
import type { ModelCard } from 'leadwise';
import { CallFailed, endsWorker } from './failure';
import type { CallName, Failure, Input, Output, SelfTestFailure, WorkerRequest, WorkerResponse } from './protocol';

interface Owed {
  resolve: (output: never) => void;
  reject: (reason: CallFailed) => void;
}

/**
 * Asks the worker, starting it when first needed. A worker that crashed fails the calls that it owed and is replaced at
 * the next call.
 */
export class ScreeningClient {
  #worker: Worker | null = null;
  #owed = new Map<number, Owed>();
  #nextId = 1;
  #ownWeights: ArrayBuffer | null = null;
  #started: Promise<SelfTestFailure> = Promise.resolve(null);

  /** Starts the worker if there is none, and gives the verdict of its self-test. Rejects with CallFailed. */
  start(): Promise<SelfTestFailure> {
    this.#worker ??= this.#start();
    return this.#started;
  }

  /** Uses other weights, or with null those that ship; a worker that replaces a crashed one uses them too. */
  async useWeights(model: ArrayBuffer | null): Promise<ModelCard> {
    if (!model) this.#ownWeights = null;
    const card = await this.call('useWeights', { model });
    this.#ownWeights = model;
    return card;
  }

  /** Moves the buffers of `moved` to the worker instead of copying them. Rejects with CallFailed. */
  call<Name extends CallName>(call: Name, input: Input<Name>, moved: ArrayBuffer[] = []): Promise<Output<Name>> {
    const worker = (this.#worker ??= this.#start());
    return this.#ask(worker, call, input, moved);
  }

  #ask<Name extends CallName>(
    worker: Worker,
    call: Name,
    input: Input<Name>,
    moved: ArrayBuffer[],
  ): Promise<Output<Name>> {
    const id = this.#nextId++;
    return new Promise<Output<Name>>((resolve, reject) => {
      this.#owed.set(id, { resolve, reject });
      worker.postMessage({ id, call, input } as WorkerRequest, moved);
    });
  }

  #start(): Worker {
    const worker = startWorker();
    worker.addEventListener('message', (event: MessageEvent<WorkerResponse>) => this.#settle(event.data));
    worker.addEventListener('error', (event) => this.#abandon(event.message));
    worker.addEventListener('messageerror', () => this.#abandon('its answer could not be read'));
    const setup = { parts: moduleParts(), ownWeights: this.#ownWeights };
    this.#started = this.#ask(worker, 'start', setup, []);
    // What could not be started fails every later call too, and is reported there.
    this.#started.catch(() => undefined);
    return worker;
  }

  #settle(response: WorkerResponse): void {
    const owed = this.#owed.get(response.id);
    this.#owed.delete(response.id);
    if (response.ok) owed?.resolve(response.output as never);
    else owed?.reject(new CallFailed(response.failure));
    if (!response.ok && endsWorker(response.failure)) this.#abandon(response.failure.message);
  }

  #abandon(cause: string | undefined): void {
    this.#worker?.terminate();
    this.#worker = null;
    const message = `the worker stopped: ${cause || 'its script could not be loaded or run'}`;
    const failure: Failure = { code: 'ModuleStopped', message, offset: null };
    const owed = [...this.#owed.values()];
    this.#owed.clear();
    for (const { reject } of owed) reject(new CallFailed(failure));
  }
}
