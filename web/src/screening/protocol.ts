import type {
  Attribution,
  EcgRecord,
  ErrorCode,
  Examination,
  ExamineOptions,
  InputFile,
  LeadwiseError,
  MeasureOptions,
  MeasureResult,
  ModelCard,
  OutputFile,
  ReadOptions,
  RecordFiles,
  ScreenOptions,
  ScreenResult,
  SimulateOptions,
} from 'leadwise';

/** What is shown of a measured record. */
export type Measured = MeasureResult;

/** What a file says of patient and recording; names and numbers that identify the patient stay in it. */
export interface StatedFacts {
  age_years: number | null;
  sex: 'female' | 'male' | 'other' | null;
  /** ISO 8601. */
  acquisition_time: string | null;
  /** Maker and model. */
  device: string | null;
  /** Whether the rhythm is paced. */
  paced: boolean | null;
}

/** What the worker's module is made of; what is missing it fetches from beside it. */
export interface ModuleParts {
  wasmBinary?: ArrayBuffer;
  model?: ArrayBuffer;
}

export interface Setup {
  parts: ModuleParts;
  /** Weights to use instead of those that ship. */
  ownWeights: ArrayBuffer | null;
}

/** Why this browser must not predict. */
export interface SelfTestFailed {
  code: 'SelfTestFailed';
  message: string;
}

export type SelfTestFailure = SelfTestFailed | null;

/** What the page can ask of the worker, and what it gets. Both sides are typed by this one table. */
export interface Calls {
  /** The first call: loads the module and the weights and tests them. */
  start: { input: Setup; output: SelfTestFailure };
  /** Uses these weights from now on, or with null those that ship. Refused ones change nothing. */
  useWeights: { input: { model: ArrayBuffer | null }; output: ModelCard };
  areArchives: { input: { files: InputFile[] }; output: boolean[] };
  unpack: { input: { archive: InputFile }; output: OutputFile[] };
  group: { input: { files: InputFile[] }; output: RecordFiles[] };
  record: { input: { files: InputFile[]; options: ReadOptions }; output: EcgRecord };
  statedFacts: { input: { files: InputFile[]; options: ReadOptions }; output: StatedFacts };
  measure: { input: { files: InputFile[]; options: MeasureOptions }; output: Measured };
  screen: { input: { files: InputFile[]; options: ScreenOptions }; output: ScreenResult };
  /** Both, of one reading and one measuring. */
  examine: { input: { files: InputFile[]; options: ExamineOptions }; output: Examination };
  /** What each prediction rests on; null where there is none. */
  explain: { input: { files: InputFile[]; options: ScreenOptions }; output: Attribution[] | null };
  simulate: { input: SimulateOptions; output: OutputFile[] };
  modelCard: { input: null; output: ModelCard };
}

export type CallName = keyof Calls;
export type Input<Name extends CallName> = Calls[Name]['input'];
export type Output<Name extends CallName> = Calls[Name]['output'];

/** A refusal, as it crosses from the worker and as it is shown. */
export type Failure = Pick<LeadwiseError, 'message' | 'offset'> & { code: ErrorCode | PageCode };

/**
 * Failures that are not the core's: files of one name that cannot be told apart; a part of the page that did not come; a
 * mistake of the page's own scripts; an export of a score whose weights are no longer in use, or of records that were
 * closed or answered meanwhile; weights that another app or website shared.
 */
export type PageCode =
  | 'AmbiguousFiles'
  | 'PagePartMissing'
  | 'PageFailed'
  | 'WeightsChanged'
  | 'RecordsChanged'
  | 'SharedWeights';

export type WorkerRequest = { [Name in CallName]: { id: number; call: Name; input: Input<Name> } }[CallName];

export type WorkerResponse =
  | { id: number; ok: true; output: Output<CallName> }
  | { id: number; ok: false; failure: Failure };
