import createCore from './leadwise-core.js';
import { LeadwiseError } from './leadwise-error.js';

/** What the glue and the engines say when memory could not be had. */
const outOfMemory = /\bOOM\b|allocation failed|array length/i;

/** A running WebAssembly module: turns its errors into thrown ones, and remembers when it has stopped for good. */
export class CoreInstance {
  #core;
  #screener;
  #firstScreener;
  #abortReason = null;
  #stopped = null;

  /** Starts the module. Rejects with what the engine says where the bytes are not this package's module. */
  static async start(wasmBinary) {
    const instance = new CoreInstance();
    const core = await createCore({
      wasmBinary,
      onAbort: (reason) => { instance.#abortReason = String(reason); },
      // The glue would print what is thrown anyway.
      printErr: () => {},
    });
    instance.#core = core;
    instance.#firstScreener = new core.ScreenerInstance();
    instance.#screener = instance.#firstScreener;
    return instance;
  }

  /** Loads the weights that the instance starts with. */
  loadFirstModel(bytes) {
    this.#load(this.#firstScreener, bytes);
  }

  /** Uses other weights; where they are refused, those in use stay. */
  replaceModel(bytes) {
    const screener = this.#guarded(() => new this.#core.ScreenerInstance());
    try {
      this.#load(screener, bytes);
    } catch (refusal) {
      if (!this.#stopped) screener.delete();
      throw refusal;
    }
    this.#use(screener);
  }

  /** Goes back to the weights that the instance started with. */
  restoreModel() {
    this.#use(this.#firstScreener);
  }

  /** Calls a bound function and gives its value. */
  call(name, ...args) {
    return valueOf(this.#guarded(() => this.#core[name](...args)));
  }

  /** Calls a function of the loaded model and gives its value. */
  callScreener(name, ...args) {
    return valueOf(this.#guarded(() => this.#screener[name](...args)));
  }

  /** Calls a function that has no errors. */
  ask(name) {
    return this.#guarded(() => this.#core[name]());
  }

  #load(screener, bytes) {
    valueOf(this.#guarded(() => screener.loadModel(bytes)));
  }

  #use(screener) {
    const old = this.#screener;
    this.#screener = screener;
    if (old !== screener && old !== this.#firstScreener) this.#guarded(() => old.delete());
  }

  #guarded(run) {
    if (this.#stopped) {
      throw new LeadwiseError('ModuleStopped', `the module stopped earlier (${this.#stopped}); load it again`);
    }
    try {
      return run();
    } catch (cause) {
      // The core never throws: this is an abort or a trap, and what it left of the memory is not to be trusted.
      throw this.#stop(cause);
    }
  }

  #stop(cause) {
    this.#stopped = this.#abortReason ?? String(cause);
    return outOfMemory.test(this.#stopped)
      ? new LeadwiseError('OutOfMemory', 'the module ran out of memory; load it again', null, { cause })
      : new LeadwiseError('ModuleStopped', `the module stopped (${this.#stopped}); load it again`, null, { cause });
  }
}

function valueOf({ value, error }) {
  if (error) throw new LeadwiseError(error.code, error.message, error.offset);
  return value;
}
