import type { BedsideValues, ModelCard, ReadOptions, ScreenResult } from 'leadwise';
import { CallFailed, failureOf } from '../screening/failure';
import type { Failure, Measured, StatedFacts } from '../screening/protocol';
import type { Entry, Session } from '../screening/session';
import type { PreTests } from '../validated/pre-tests';
import { sha256OfFile } from './sha256';

/** One of the files that a record is made of. */
export interface InputFile {
  name: string;
  /** Null where the browser could no longer read the file. */
  sha256: string | null;
  bytes: number;
}

/** All that exports of one record are made of. An answer is there, or the failure that stands in its place. */
export interface RecordAnswers {
  /** Name of the record's own file, and the folder it was opened from. */
  name: string;
  folder: string;
  inputs: InputFile[];
  options: ReadOptions;
  bedside: BedsideValues;
  /** Chosen on the page, if at all. */
  preTests: PreTests;
  /** Null where the files cannot be asked. */
  stated: StatedFacts | null;
  screening: Answer<ScreenResult>;
  measurement: Answer<Measured>;
  card: ModelCard;
}

export type Answer<Result> = { result: Result; failure: null } | { result: null; failure: Failure };

/**
 * Gathers the answers of a record that has been screened or has failed. Rejects with CallFailed, also where other weights were put
 * to use since it was screened.
 */
export async function gatherAnswers(
  session: Session,
  entry: Entry,
  { bedside, preTests }: Pick<RecordAnswers, 'bedside' | 'preTests'>,
): Promise<RecordAnswers> {
  const { name, folder, options } = entry;
  const screening = screeningOf(entry);
  return {
    name,
    folder,
    inputs: await hashInputs(entry),
    options,
    bedside,
    preTests,
    stated: await session.statedFacts(entry).catch(() => null),
    screening,
    measurement: await answerOf(session.measure(entry, bedside)),
    card: cardBehind(screening, await session.modelCard()),
  };
}

/** An export names the weights by their card: it must be that of those which gave the score. */
function cardBehind({ result }: RecordAnswers['screening'], card: ModelCard): ModelCard {
  if (!result || result.model.sha256 === card.sha256) return card;
  const message = `scored with weights ${result.model.sha256}, in use are ${card.sha256}`;
  throw new CallFailed({ code: 'WeightsChanged', message, offset: null });
}

function hashInputs({ files }: Entry): Promise<InputFile[]> {
  return Promise.all(
    files.map(async ({ file }) => ({
      name: file.name,
      sha256: await sha256OfFile(file).catch(() => null),
      bytes: file.size,
    })),
  );
}

function screeningOf({ state }: Entry): RecordAnswers['screening'] {
  if (state.kind === 'screened') return { result: state.result, failure: null };
  if (state.kind === 'failed') return { result: null, failure: state.failure };
  throw new Error(`a record that is ${state.kind} has no answers yet`);
}

async function answerOf<Result>(promise: Promise<Result>): Promise<Answer<Result>> {
  return promise.then(
    (result) => ({ result, failure: null }),
    (rejection: unknown) => {
      const failure = failureOf(rejection);
      // Of an ECG that was closed nothing is saved, not even that it could not be measured.
      if (failure.code === 'RecordsChanged') throw rejection;
      return { result: null, failure };
    },
  );
}
