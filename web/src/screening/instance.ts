import { type Attribution, type Examination, type ExamineOptions, LeadwiseError, load, type InputFile, type Leadwise, type ModelCard, type ScreenOptions, type ScreenResult } from 'leadwise';
import { selfTestFailure } from '../self-test/self-test';
import { withheld } from '../self-test/withheld';
import { CallFailed, pagePartMissing } from './failure';
import type { SelfTestFailure, Setup } from './protocol';

interface Instance {
  lw: Leadwise;
  failure: SelfTestFailure;
}

let setup: Setup = { parts: {}, ownWeights: null };
let instance: Promise<Instance> | undefined;

/** Loads and tests the module. Its verdict is of the shipped weights, whichever are used after it. */
export async function setUp(given: Setup): Promise<SelfTestFailure> {
  setup = given;
  return (await ready()).failure;
}

export async function leadwise(): Promise<Leadwise> {
  return (await ready()).lw;
}

export async function useWeights(model: ArrayBuffer | null): Promise<ModelCard> {
  const lw = await leadwise();
  if (model) lw.replaceModel(model);
  else lw.restoreModel();
  return lw.modelCard();
}

/** The model's answer, unless this browser was found to compute wrong ones. */
export async function screened(files: InputFile[], options: ScreenOptions): Promise<ScreenResult> {
  const { lw, failure } = await ready();
  const result = lw.screen(files, options);
  return failure ? withheld(result, failure) : result;
}

/** The same, and what is measured of the record. */
export async function examined(files: InputFile[], options: ExamineOptions): Promise<Examination> {
  const { lw, failure } = await ready();
  const { screening, measurement } = lw.examine(files, options);
  return { screening: failure ? withheld(screening, failure) : screening, measurement };
}

/** What the scores rest on; nothing where there are none to trust. */
export async function explained(files: InputFile[], options: ScreenOptions): Promise<Attribution[] | null> {
  const { lw, failure } = await ready();
  return failure ? null : lw.explain(files, options).attribution;
}

/** A failure to load is forgotten, so that the next call tries again. */
function ready(): Promise<Instance> {
  instance ??= made().catch((error: unknown) => {
    instance = undefined;
    throw error;
  });
  return instance;
}

async function made(): Promise<Instance> {
  const { parts, ownWeights } = setup;
  const lw = await load(parts).catch((error: unknown) => {
    throw loadingFailure(error);
  });
  const failure = selfTestFailure(lw);
  if (ownWeights) lw.replaceModel(ownWeights);
  return { lw, failure };
}

/**
 * The module and the weights are the page's own: whatever is wrong with them, no file that was opened is to blame. How the
 * engine puts it concerns only who built the module.
 */
function loadingFailure(error: unknown): unknown {
  if (!(error instanceof LeadwiseError) || /^(WebAssemblyUnavailable|OutOfMemory|ModuleStopped)$/.test(error.code)) return error;
  if (error.code === 'FileNotReadable') return new CallFailed(pagePartMissing(error.message));
  if (error.code !== 'InvalidArgument') return new CallFailed(pagePartMissing(`the weights came damaged: ${error.message}`));
  const ofMemory = /out of memory|\boom\b|allocat/i.test(error.message);
  return ofMemory ? outOfMemory() : new CallFailed(pagePartMissing('leadwise.wasm came incomplete, or something else came in its place.'));
}

function outOfMemory(): CallFailed {
  return new CallFailed({ code: 'OutOfMemory', message: 'there is not enough memory to start the reader.', offset: null });
}
