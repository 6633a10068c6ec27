import { moduleParts, startWorker } from 'deployment';
import type { ModelCard } from 'leadwise';
import { CallFailed, closedMeanwhile, endsWorker, failureOf, pagePartMissing } from './failure';
import type { CallName, Failure, Input, Output, SelfTestFailure, Setup, WorkerRequest, WorkerResponse } from './protocol';

interface Owed {
  resolve: (output: never) => void;
  reject: (reason: CallFailed) => void;
  /** The id of the ECG that it is about, if of one. */
  entryId: number | null;
  /** Nobody waits for it any more. */
  dropped: boolean;
}

/** What a call is given; the buffers of `moved` are moved to the worker instead of copied. */
export interface Prepared<Name extends CallName> {
  input: Input<Name>;
  moved: ArrayBuffer[];
}

/** A call that others ended more often than this is not asked again: the worker cannot run at all. */
const mostInterruptions = 3;

/** What nobody waits for may take this long to end by itself: a new worker takes about as long to start. */
const momentMs = 250;

/**
 * Asks the worker, starting it when first needed. A worker that crashed fails the call that it was at, and is replaced at
 * the next call.
 */
export class ScreeningClient {
  #worker: Worker | null = null;
  #owed = new Map<number, Owed>();
  #nextId = 1;
  #startId = 0;
  #ownWeights: ArrayBuffer | null = null;
  #started: Promise<SelfTestFailure> = Promise.resolve(null);
  #moment: ReturnType<typeof setTimeout> | undefined;
  #isSucceeded = false;

  /** Starts the worker if there is none, and gives the verdict of its self-test. Rejects with CallFailed. */
  start(): Promise<SelfTestFailure> {
    this.#worker ??= this.#start();
    return this.#started;
  }

  /** Uses other weights, or with null those that ship; a worker that replaces a crashed one uses them too. */
  async useWeights(model: ArrayBuffer | null): Promise<ModelCard> {
    if (!model) this.#ownWeights = null;
    const card = await this.ask('useWeights', () => ({ input: { model }, moved: [] }));
    this.#ownWeights = model;
    return card;
  }

  /**
   * Calls with what `prepare` gives, and once more with what it gives then where the fault was not this call's: the worker
   * stopped at another one, or its memory was full, perhaps of what came before. `entryId` is of the ECG that the call is about.
   * Rejects with CallFailed.
   */
  async ask<Name extends CallName>(
    name: Name,
    prepare: () => Promise<Prepared<Name>> | Prepared<Name>,
    entryId: number | null = null,
  ): Promise<Output<Name>> {
    let memoryWasFull = false;
    for (let interruptions = 0; ; ) {
      const prepared = await prepare();
      try {
        return await this.#ask((this.#worker ??= this.#start()), name, prepared, entryId);
      } catch (rejection) {
        if (!(rejection instanceof CallFailed)) throw rejection;
        // However often somebody closes another ECG, the worker can run.
        const wasClosing = rejection.failure.code === 'RecordsChanged';
        if (rejection.ofAnother && (wasClosing || ++interruptions <= mostInterruptions)) continue;
        if (rejection.failure.code !== 'OutOfMemory' || memoryWasFull) throw rejection;
        memoryWasFull = true;
      }
    }
  }

  /** Whoever waits for something about such an ECG is told that it was closed, and the worker works on it no longer. */
  drop(isClosed: (entryId: number) => boolean): void {
    for (const owed of this.#owed.values()) {
      if (owed.entryId === null || !isClosed(owed.entryId)) continue;
      owed.dropped = true;
      owed.reject(closedMeanwhile());
    }
    this.#endDropped();
  }

  /** A worker answers in order and cannot be interrupted: where it is at what nobody waits for it gives way to a new one. */
  #endDropped(): void {
    clearTimeout(this.#moment);
    const [oldest] = this.#owed;
    if (!oldest?.[1].dropped) return;
    this.#moment = setTimeout(() => void this.#succeed(), momentMs);
  }

  /** The old worker ends when the new one is ready: where its script no longer comes there would be none at all. */
  async #succeed(): Promise<void> {
    if (this.#isSucceeded) return;
    this.#isSucceeded = true;
    const [successor, startId, weights] = [this.#made(), this.#nextId++, this.#ownWeights];
    const started = answerAlone(successor, { id: startId, call: 'start', input: this.#setup() });
    const failure = await started.then(() => null, failureOf);
    this.#isSucceeded = false;
    const [oldest] = this.#owed;
    if (failure) successor.terminate();
    if (failure?.code === 'PagePartMissing') return;
    // It would screen with the weights of before.
    if (weights !== this.#ownWeights) {
      successor.terminate();
      return this.#endDropped();
    }
    // It has come to an end by itself.
    if (!oldest?.[1].dropped) return successor.terminate();
    this.#replace(closedMeanwhile().failure, oldest[0]);
    // There may have been no memory for both.
    if (failure) return void this.start().catch(() => undefined);
    [this.#worker, this.#started, this.#startId] = [successor, started, startId];
  }

  #ask<Name extends CallName>(
    worker: Worker,
    call: Name,
    { input, moved }: Prepared<Name>,
    entryId: number | null,
  ): Promise<Output<Name>> {
    const id = this.#nextId++;
    return new Promise<Output<Name>>((resolve, reject) => {
      this.#owed.set(id, { resolve, reject, entryId, dropped: false });
      worker.postMessage({ id, call, input } as WorkerRequest, moved);
    });
  }

  /** Gives the worker's memory back where it owes nothing: WebAssembly memory grows and never shrinks. */
  renew(): void {
    if (this.#owed.size > 0) return;
    this.#worker?.terminate();
    this.#worker = null;
  }

  /** What it says is heard once it is the worker. */
  #made(): Worker {
    const worker = startWorker();
    const listen = <Kind extends keyof WorkerEventMap>(kind: Kind, act: (event: WorkerEventMap[Kind]) => void) =>
      // What a worker that was replaced still says concerns nobody.
      worker.addEventListener(kind, (event) => worker === this.#worker && act(event as WorkerEventMap[Kind]));
    listen('message', (event: MessageEvent<WorkerResponse>) => this.#settle(event.data));
    listen('error', (event) => this.#abandon(event.message));
    listen('messageerror', () => this.#abandon('its answer could not be read'));
    return worker;
  }

  #setup(): Setup {
    return { parts: moduleParts(), ownWeights: this.#ownWeights };
  }

  #start(): Worker {
    const worker = this.#made();
    this.#startId = this.#nextId;
    this.#started = this.#ask(worker, 'start', { input: this.#setup(), moved: [] }, null);
    // What could not be started fails every later call too, and is reported there.
    this.#started.catch(() => undefined);
    return worker;
  }

  #settle(response: WorkerResponse): void {
    const owed = this.#owed.get(response.id);
    this.#owed.delete(response.id);
    this.#endDropped();
    if (response.ok) return owed?.resolve(response.output as never);
    owed?.reject(new CallFailed(response.failure));
    if (endsWorker(response.failure)) this.#replace(response.failure, response.id);
  }

  /** The worker answers in order, so it stopped at the oldest call that it owed. */
  #abandon(cause: string | undefined): void {
    const [oldest] = this.#owed;
    const failure = oldest?.[0] === this.#startId ? notStarted(cause) : stopped(cause);
    if (oldest) this.#owed.delete(oldest[0]);
    oldest?.[1].reject(new CallFailed(failure));
    this.#replace(failure, oldest?.[0]);
  }

  /** `faultyId`: the call at which the worker stopped. Where it could not even start, a new one would not either. */
  #replace(failure: Failure, faultyId: number | undefined): void {
    const ofAnother = faultyId !== this.#startId;
    clearTimeout(this.#moment);
    this.#worker?.terminate();
    this.#worker = null;
    const others = [...this.#owed.values()];
    this.#owed.clear();
    for (const { reject } of others) reject(new CallFailed(failure, { ofAnother }));
  }
}

/** Of a worker that owes nothing else yet. Rejects with CallFailed. */
function answerAlone(worker: Worker, request: Extract<WorkerRequest, { call: 'start' }>): Promise<SelfTestFailure> {
  return new Promise((resolve, reject) => {
    const refuse = (failure: Failure) => reject(new CallFailed(failure));
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerResponse>) => {
      if (data.id !== request.id) return;
      if (data.ok) resolve(data.output as SelfTestFailure);
      else refuse(data.failure);
    });
    worker.addEventListener('error', (event) => refuse(notStarted(event.message)));
    worker.addEventListener('messageerror', () => refuse(notStarted('its answer could not be read')));
    worker.postMessage(request);
  });
}

/** A worker that ends before it has answered at all: its script did not come, or not whole. */
function notStarted(cause: string | undefined): Failure {
  return pagePartMissing(`the reader's script could not be loaded or run${cause ? `: ${cause}` : '.'}`);
}

function stopped(cause: string | undefined): Failure {
  return { code: 'ModuleStopped', message: `the worker stopped: ${cause || 'its script could not be run'}`, offset: null };
}
