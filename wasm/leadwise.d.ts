/**
 * Leadwise: reads clinical 12-lead ECG files, measures and screens them, in a browser or in Node.js. Nothing leaves the
 * machine.
 *
 * Every call takes the files of one record, in any order (a WFDB record is its .hea and its signal files), and is
 * synchronous. The bytes given are never changed. Failures are thrown as {@link LeadwiseError}; a readable ECG on which
 * no honest prediction can be made is no failure: {@link ScreenResult.abstained} then says why.
 */

/** One file, as bytes. `name` links the parts of a record; the format is decided by the content. */
export interface InputFile {
  readonly name: string;
  readonly bytes: Uint8Array | ArrayBuffer;
}

/** Files that belong together; `parts` are indices into the files that were given. */
export interface RecordFiles {
  /** The record's own file, e.g. the .hea. */
  name: string;
  parts: number[];
}

/** A file to be saved. */
export interface OutputFile {
  name: string;
  bytes: Uint8Array;
}

export type LeadName = 'I' | 'II' | 'III' | 'aVR' | 'aVL' | 'aVF' | 'V1' | 'V2' | 'V3' | 'V4' | 'V5' | 'V6';

/** Formats that `convert` and `simulate` write. */
export type OutputFormat = 'csv' | 'wfdb' | 'json' | 'edf' | 'dicom' | 'aecg';

/** Names of causes. They are stable: use them as keys of translations. */
export type ErrorCode =
  // Reading
  | 'EmptyFile'
  | 'UnknownFormat'
  | 'UnsupportedFormat'
  | 'TruncatedData'
  | 'InvalidHeader'
  | 'InvalidSample'
  | 'InvalidGain'
  | 'InvalidSamplingRate'
  | 'ChecksumMismatch'
  | 'MissingFile'
  | 'TooLarge'
  | 'UnitRequired'
  | 'SamplingRateRequired'
  | 'NoEcgChannel'
  | 'DuplicateLead'
  | 'FileNotReadable'
  // Abstentions
  | 'TooShort'
  | 'ConstantLead'
  | 'MissingSamples'
  | 'UnsupportedLeadSet'
  | 'NonFiniteSample'
  | 'ImplausibleScale'
  | 'LargeArtefact'
  | 'UnusualScale'
  | 'DerivedLeads'
  | 'LimbLeadsContradict'
  | 'PacedRhythm'
  | 'UntriedFormat'
  | 'UnderAge'
  // Measuring
  | 'NoBeats'
  | 'TooFewBeats'
  | 'MissingLead'
  | 'NoPWave'
  | 'NoTWave'
  | 'WaveNotFound'
  | 'IndeterminateAxis'
  | 'ConfoundedSign'
  | 'BedsideValueRequired'
  | 'ClippedSignal'
  | 'MainsInterference'
  | 'MuscleNoise'
  | 'BaselineWander'
  | 'PaddingStep'
  | 'ElectrodeReversalSuspected'
  | 'PacingSpikes'
  | 'BroadComplexes'
  | 'DoubtfulScore'
  // Weights
  | 'InvalidWeightFile'
  | 'InvalidModelDescription'
  | 'MissingTensor'
  | 'TensorMismatch'
  | 'NoSuchHead'
  | 'InferenceFailed'
  // Requests
  | 'InvalidArgument'
  | 'OutOfMemory'
  // Teaching a head
  | 'NoUsableRecord'
  | 'TrainingDiverged'
  | 'OneClassOnly'
  // Of this module alone
  | ModuleErrorCode;

/** The WebAssembly code stopped during this call or an earlier one: call {@link load} again for a fresh instance. */
export type ModuleErrorCode = 'ModuleStopped' | 'WebAssemblyUnavailable';

/** What every call throws. After `OutOfMemory` and `ModuleStopped` the instance is unusable: call {@link load} again. */
export class LeadwiseError extends Error {
  readonly name: 'LeadwiseError';
  readonly code: ErrorCode;
  /** Byte offset into the file where reading failed; null where no place applies. */
  readonly offset: number | null;
  constructor(code: ErrorCode, message: string, offset?: number | null, options?: { cause?: unknown });
}

/** A reason anywhere in a result. The message is English and names the cause and the field. */
export interface Reason {
  code: ErrorCode;
  message: string;
}

/**
 * What a file may fail to state and its owner can tell: of a text file the first two (`UnitRequired`,
 * `SamplingRateRequired`), of any what {@link ScreenResult.assumptions} would take for granted. What the file states
 * stands, save that a rhythm is paced whoever says so.
 */
export interface ReadOptions {
  unit?: 'mV' | 'uV' | 'V';
  /** 100 to 2000. */
  sampling_rate_hz?: number;
  /** [0, 150]; under 18 the model abstains (`UnderAge`). */
  age_years?: number;
  /** Where true the model abstains (`PacedRhythm`). */
  paced?: boolean;
}

export interface InspectOptions extends ReadOptions {
  /** Also give names and numbers that identify the patient. Default false. */
  identifiers?: boolean;
}

export interface ConvertOptions extends ReadOptions {
  to: OutputFormat;
  /** Name of the files to be written, without ending. Default: that of the record. */
  name?: string;
  /** Also write fields that identify the patient. Default false. */
  identifiers?: boolean;
}

export interface ScreenOptions extends ReadOptions {
  /**
   * `auto` (default): 12 leads, else 6. `all`: every classifier whose leads are there; the others are in
   * {@link ScreenResult.refused}. Otherwise exactly these leads: `12`, `6` or a list such as `I,II,V1`.
   */
  leads?: 'auto' | 'all' | '12' | '6' | (string & {});
}

/** What is known of the patient beside the ECG: the two bedside rules need it, and Bayes' rule. */
export interface BedsideValues {
  /** [5, 200000] */
  nt_probnp_pg_per_ml?: number;
  /** [30, 100] */
  oxygen_saturation_percent?: number;
  who_functional_class?: 1 | 2 | 3 | 4;
  /** Of pulmonary hypertension, before the ECG was looked at; above 0, below 100. Never preset. */
  pre_test_probability_percent?: number;
}

/** With its 95 % confidence interval. */
export interface Interval95 {
  value: number;
  low: number;
  high: number;
}

export interface MeasureOptions extends ReadOptions, BedsideValues {
  /** Also give the samples of the representative beat. Default false. */
  beat_samples?: boolean;
}

export interface ExamineOptions extends ScreenOptions, MeasureOptions {}

/** One labelled ECG. */
export interface HeadExample {
  files: readonly InputFile[];
  positive: boolean;
  /** What the files fail to state. */
  options?: ReadOptions;
}

/** What a head is taught, and how; ranges in brackets, defaults behind. */
export interface HeadTrainingOptions {
  /** What positive means, in letters, digits, `_` and `-`: the predictions' `task`. */
  task: string;
  /** The head's leads: `12` (default), `6` or a list such as `I,II,V1`. */
  leads?: '12' | '6' | (string & {});
  /** Of the new weights. Default: the old name and the head's. */
  name?: string;
  /** Whose ECGs they are, in a sentence or two for the card. */
  data?: string;
  /** A whole number from 0 to 2^53 - 1; equal seeds and examples give equal weights. 42 */
  seed?: number;
  /** 50 */
  epochs?: number;
  /** 32 */
  batch_size?: number;
  /** Above 0, at most 1; 1e-4 */
  learning_rate?: number;
  /** [0, 1), 0.5; while teaching */
  dropout?: number;
}

export interface TaughtWeights {
  /** A weight file. */
  weights: Uint8Array;
  /** The new head's id, e.g. `ph_12`. */
  head: string;
  /** Mean cross-entropy of each epoch. */
  losses: number[];
}

/** Settings of a simulated ECG; ranges in brackets, defaults behind. Not used with `onto`. */
export interface SimulationSettings {
  /** [1, 3600], 10 */
  duration_s?: number;
  /** [100, 2000], 500 */
  sampling_rate_hz?: number;
  /** [20, 250], 70 */
  heart_rate_bpm?: number;
  /** Standard deviation of RR over its mean, [0, 0.5], 0.02 */
  rr_irregularity?: number;
  /** [-180, 180], 50 */
  frontal_axis_deg?: number;
  /** [0, 200], 105; 0: no P wave */
  p_duration_ms?: number;
  /** [80, 400], 160 */
  pr_ms?: number;
  /** [50, 200], 92 */
  qrs_ms?: number;
  /** [200, 700], 390 */
  qt_ms?: number;
  p_amplitude_mv?: number;
  qrs_amplitude_mv?: number;
  t_amplitude_mv?: number;
  /** RMS, broadband */
  noise_mv?: number;
  /** Amplitude at 50 Hz */
  mains_mv?: number;
  /** RMS, below 0.5 Hz */
  wander_mv?: number;
}

export interface SimulateOptions extends SimulationSettings {
  /** Right-ventricular pressure overload, 0 (none) to 1 (severe). Default 0. */
  severity?: number;
  /** A whole number from 0 to 2^53 - 1; the same seed gives the same ECG everywhere. Default 1. */
  seed?: number;
  to: OutputFormat;
  /** Name of the files to be written, without ending. Default `simulated`. */
  name?: string;
  /** A real ECG to impose the overload on, instead of simulating one. */
  onto?: readonly InputFile[];
  /** With `onto`: `overload` (default), or `sham` for vectors of equal energy in other directions. */
  kind?: 'overload' | 'sham';
}

export interface RecordLead {
  /** The standard lead, or null where the label is none. */
  name: LeadName | null;
  /** As the file names it. */
  label: string;
  /** Millivolts at the record's sampling rate; NaN marks a missing sample. A copy that is yours. */
  samples_mv: Float32Array;
}

/** The recording as its file holds it, for drawing: nothing filtered, derived or resampled. */
export interface EcgRecord {
  format: string;
  sampling_rate_hz: number;
  duration_s: number;
  leads: RecordLead[];
  /** Average or median beats that the device stored beside the recording. */
  average_beats: RecordGroup[];
  /** True where no file of a real device in this format was ever tried: show it under a banner. */
  untried_format: boolean;
  /** What the reader noticed and did not mend. */
  notes: Reason[];
}

/** Channels with a rate of their own. */
export interface RecordGroup {
  label: string;
  sampling_rate_hz: number;
  leads: RecordLead[];
}

export interface LeadQuality {
  usable: boolean;
  reason: Reason | null;
}

export interface ScreenedLeadQuality extends LeadQuality {
  /** Why a lead on which a prediction rests is unusable to measuring, or steps to the zeros that fill a short recording up: the score is then not to be relied on. */
  doubt: Reason | null;
}

export interface PreprocessedLead {
  name: LeadName;
  /** 5000 samples at 500 Hz: filtered, mean 0, sample standard deviation 1. A copy that is yours. */
  samples: Float64Array;
  /** Natural logarithm of the standard deviation in mV after filtering, before standardising. */
  log_sd_mv: number;
}

/** The model's input: of a longer recording the first 10 s window. */
export interface PreprocessedWindow {
  sampling_rate_hz: number;
  leads: PreprocessedLead[];
  /** One entry for each of the twelve leads; those that are not usable are not in `leads`. */
  quality: Partial<Record<LeadName, LeadQuality>>;
  /** 10 s windows of the whole recording: usable, left out because a lead is unusable there, and the rest behind. */
  windows: { used: number; skipped: number; unused_s: number };
}

export interface RecordSummary {
  format: string;
  sampling_rate_hz: number;
  duration_s: number;
  leads: string[];
  /** True where no file of a real device in this format was ever tried: show it under a banner. Nothing is predicted. */
  untried_format: boolean;
}

/** Channels with a rate of their own: an average beat, or signals sampled at another rate than the ECG. */
export interface SignalGroup {
  label: string;
  sampling_rate_hz: number;
  duration_s: number;
  leads: string[];
}

/** A beat, wave or event that the file marks; times in seconds from the first sample. */
export interface Annotation {
  time_s: number;
  duration_s: number | null;
  /** Null where it stands for all leads. */
  lead: string | null;
  /** Null where it is free text and identifiers were not asked for. */
  text: string | null;
}

export interface StoredMeasurement {
  name: string;
  value: number;
  unit: string;
}

export interface Prediction {
  /** `rv_overload` with the weights that ship. */
  task: string;
  /** Which classifier of the weights answered. */
  head: string;
  /** How many leads it is made of. */
  leads: number;
  /**
   * 0 to 1, of the windows' median logit, calibrated where the weights hold a calibration. Not a probability of a disease
   * unless `clinically_validated`.
   */
  probability: number;
  /**
   * With `probability_high`: 95 % interval of the share of positives among patients with this score, by the calibration alone;
   * not a range for this patient. Null until the weights' card holds a calibration.
   */
  probability_low: number | null;
  probability_high: number | null;
  /** On the scale of `probability`; null where the card names none, as is `positive`. */
  threshold: number | null;
  /** Whether `probability` reaches `threshold`. */
  positive: boolean | null;
  /** The weights' card and the classifier say so, and it is calibrated. */
  clinically_validated: boolean;
  /** The 10 s windows that the answer rests on, and how far they differ. */
  windows: { count: number; lowest_probability: number; highest_probability: number };
}

/** A classifier of the weights that gives no answer for this ECG. */
export interface Refusal {
  task: string;
  head: string;
  /** How many leads it is made of. */
  leads: number;
  /** E.g. `UnsupportedLeadSet` where a lead of these is not in the recording, `ConstantLead` where one is flat. */
  reason: Reason;
}

/**
 * What the parts of a trace did to a logit, in its unit (log odds): positive values raised the score, negative ones lowered
 * it. Null where no such wave is marked.
 */
export interface WaveShares {
  p: number | null;
  q: number | null;
  /** R and R'. */
  r: number | null;
  /** S and S', and QS. */
  s: number | null;
  st: number | null;
  t: number | null;
  /** Between the waves, in beats of another kind, and behind the recording's end. */
  rest: number;
}

export interface LeadAttribution {
  /** `shape` and `amplitude` together. */
  total: number;
  /** What the lead's shape did: the sum of `samples`, and of `waves`. Each lead is standardised first: no millivolts. */
  shape: number;
  /** What the lead's size (its SD in mV) did, counted from what is usual; null where the classifier is not given it. */
  amplitude: number | null;
  waves: WaveShares;
  /** One a sample of the window. */
  samples: number[];
  /** What the decoder makes of all leads together: mV of the filtered lead from its mean, one a sample of the window. */
  reconstruction_mv: number[];
  /** Mean square of its distance from the filtered lead, in units of that lead's variance: a flat line has 1. */
  reconstruction_mse: number;
}

/**
 * What one prediction rests on, by integrated gradients: what the model used of this ECG, not what ails the patient. All values
 * are log odds and add up: `total` is `logit` - `baseline_logit`, but for the `completeness_gap`.
 */
export interface Attribution {
  task: string;
  head: string;
  /** What the answer may be used for: show it beside every answer. */
  use: string;
  method: 'integrated_gradients';
  /** From where it is counted, in words. */
  baseline: string;
  /** The 10 s that are explained: those whose logit is nearest to the record's median. */
  window: { start_s: number; samples: number; sampling_rate_hz: number };
  /** Of this window: log(p / (1 - p)). */
  logit: number;
  baseline_logit: number;
  total: number;
  /** |total - (logit - baseline_logit)| over |logit - baseline_logit|; null where those are equal. */
  completeness_gap: number | null;
  steps: number;
  /** Of all leads; null where the classifier is not given amplitudes. */
  amplitude: number | null;
  /** Of all leads. */
  waves: WaveShares;
  /** Those of the classifier. */
  leads: Partial<Record<LeadName, LeadAttribution>>;
}

/** The same object as a line of `leadwise screen --json`. */
export interface ScreenResult {
  /**
   * Name of the record's own file, e.g. the .hea, or of the archive that was given. The tool prints paths; of an archive
   * with several records the archive's, a slash and the file's path in it ("a.zip/b/c.hea").
   */
  file: string;
  ok: true;
  record: RecordSummary;
  quality: {
    usable: boolean;
    leads: Partial<Record<LeadName, ScreenedLeadQuality>>;
    /**
     * What speaks against trusting the recording, e.g. `LimbLeadsContradict`, and yet does not silence the model. First of all
     * `DoubtfulScore`: predictions rest on leads, or on a whole recording, that measuring finds unusable, or on leads in which
     * the zeros that fill a short recording up are a step (`PaddingStep`).
     */
    warnings: Reason[];
  };
  /** Empty where the model abstains. */
  predictions: Prediction[];
  /** With `leads: 'all'` every classifier that could not answer, and why. */
  refused: Refusal[];
  /** Nats per sample: how well the model accounts for each lead. */
  elbo: Partial<Record<LeadName, number>>;
  /** One a prediction, of {@link Leadwise.explain}; else null. */
  attribution: Attribution[] | null;
  /** Why no prediction would be honest, or null. */
  abstained: Reason | null;
  /** What was taken for granted because nobody said, e.g. `adult`. */
  assumptions: string[];
  /** 10 s windows used, left out because a lead was unusable there, and the rest behind the last whole one. */
  windows: { used: number; skipped: number; unused_s: number };
  /** What the reader noticed and did not mend. */
  notes: Reason[];
  model: { name: string; sha256: string; intended_use: string };
  software: { version: string };
}

export interface Beat {
  /** The common point of the QRS complex in all leads. */
  r_s: number;
  /** Only dominant beats are measured; of a record that has none, the paced ones. */
  type: BeatType;
}

export type BeatType = 'dominant' | 'ectopic' | 'paced' | 'unclassified';

/** Where the waves of one beat begin and end, over all leads; null where a wave is absent or cannot be told from noise. */
export interface GlobalMarks {
  p_on_s: number | null;
  p_off_s: number | null;
  qrs_on_s: number | null;
  qrs_off_s: number | null;
  t_on_s: number | null;
  t_off_s: number | null;
}

/** The same in one lead, with the peaks. */
export interface LeadMarks extends GlobalMarks {
  p_peak_s: number | null;
  r_peak_s: number | null;
  t_peak_s: number | null;
}

/** What stands behind a measured value. */
export interface MeasurementDetails {
  /** In the value's unit, from how far single beats differ. */
  standard_error: number | null;
  /** Why there is no value, e.g. `NoPWave`; null where there is one. */
  reason: Reason | null;
  /** What the device measured of the same thing, in the same unit. */
  stored: StoredMeasurement | null;
}

/** In mV from the level before the QRS complex; null where the lead shows no such wave. Q and S waves are negative. */
export interface LeadAmplitudes {
  p_mv: number | null;
  q_mv: number | null;
  r_mv: number | null;
  s_mv: number | null;
  r_prime_mv: number | null;
  s_prime_mv: number | null;
  j_mv: number | null;
  st60_mv: number | null;
  st80_mv: number | null;
  t_mv: number | null;
  /** R over |S|. */
  r_to_s: number | null;
  /** From the onset of the QRS complex to the last R peak. */
  r_peak_time_ms: number | null;
}

/** A sign of pulmonary hypertension from the literature. An absent sign does not exclude pulmonary hypertension. */
export interface Criterion {
  /** Stable, e.g. `right_axis_deviation`. */
  name: string;
  /** For reading. */
  title: string;
  rule: string;
  status: 'met' | 'not_met' | 'not_computable';
  /** The values behind it, units in their names; null where one could not be measured. */
  values: Record<string, number | null>;
  /** Why it is not computable. */
  reason: Reason | null;
  /**
   * What finding the sign so (met or not met) does to the odds of pulmonary hypertension at catheterisation. Null where no counts were
   * published, or the sign is not computable. Never multiply those of several signs: signs are not independent.
   */
  likelihood_ratio: Interval95 | null;
  /** By Bayes' rule, where a pre-test probability was given; the interval is that of the likelihood ratio. */
  post_test_probability_percent: Interval95 | null;
  /** What was published of it. Target and cohort matter more than the figures. */
  evidence: { figures: string; target: string; cohort: string; citation: string };
}

/** The trimmed mean of the measured beats. Times count from its first sample. */
export interface RepresentativeBeat {
  beat_count: number;
  type: BeatType;
  /** Where the beats' common point lies. */
  r_s: number;
  global: GlobalMarks;
  leads: Partial<Record<LeadName, LeadMarks>>;
  /** Of `samples_mv`; only with `beat_samples`, as are they. */
  sampling_rate_hz?: number;
  /** Lead by lead, the level before the QRS complex at 0 mV; null where a sample is missing. */
  samples_mv?: Partial<Record<LeadName, (number | null)[]>>;
}

/** The same object as a line of `leadwise measure --json`. Times are seconds from the start of the record. */
export interface MeasureResult {
  file: string;
  ok: true;
  /** What the answer may be used for: show it beside every answer. */
  use: string;
  record: RecordSummary;
  quality: {
    /** True only where all of it is usable. */
    usable: boolean;
    leads: Partial<Record<LeadName, LeadQuality>>;
    /** What speaks against trusting the recording, e.g. `ElectrodeReversalSuspected`, and yet silences nothing. */
    warnings: Reason[];
    /** `usable_with_leads`: without those that `leads` calls unusable. */
    usability: 'usable' | 'usable_with_leads' | 'unusable';
    /** Why it is unusable. */
    reason: Reason | null;
  };
  rhythm: { regularity: 'regular' | 'irregular' | 'irregularly_irregular' | 'unknown' };
  beats: Beat[];
  /** By names with their units, e.g. `heart_rate_bpm`, `pr_ms`, `qrs_axis_deg`; null where there is none. */
  measurements: Record<string, number | null>;
  /** By the same names. */
  measurement_details: Record<string, MeasurementDetails>;
  /** All that the device itself measured. */
  stored_measurements: StoredMeasurement[];
  amplitudes: Partial<Record<LeadName, LeadAmplitudes>>;
  criteria: Criterion[];
  /** Null where no beat could be measured. */
  representative_beat: RepresentativeBeat | null;
  /** One entry a beat, in the order of `beats`. */
  delineation: { global: GlobalMarks[]; leads: Partial<Record<LeadName, LeadMarks[]>> };
  /** What the reader noticed and did not mend. */
  notes: Reason[];
  software: { version: string };
}

export interface Examination {
  screening: ScreenResult;
  measurement: MeasureResult;
}

/** The same object as `leadwise inspect --json`. Optional fields are there only with `identifiers`. */
export interface InspectResult {
  file: string;
  ok: true;
  record: RecordSummary;
  device: {
    manufacturer: string | null;
    model: string | null;
    /** Filters that the device says it applied, in its own words. */
    filters: string | null;
    serial_number?: string | null;
  };
  patient: {
    age_years: number | null;
    sex: 'female' | 'male' | 'other' | null;
    id?: string | null;
    name?: string | null;
    birth_date?: string | null;
  };
  /** ISO 8601. */
  acquisition_time: string | null;
  paced: boolean | null;
  /** Where the electrodes sat, in the file's words. */
  electrode_placement: string | null;
  /** Average or median beats, kept apart from the recording. */
  average_beats: SignalGroup[];
  other_signals: SignalGroup[];
  /** What the device itself measured. */
  stored_measurements: StoredMeasurement[];
  stored_statement_count: number;
  annotations: Annotation[];
  notes: Reason[];
  /** The device's or a reader's interpretation as stored; may hold a name. */
  stored_statements?: string[];
  /** Free text of the file; may hold a name. */
  comments?: string[];
  software: { version: string };
}

/** What the weights say of themselves: shape, training, results, intended use, limits. */
export interface ModelCard {
  name: string;
  sha256: string;
  intended_use: string;
  clinically_validated: boolean;
  [field: string]: unknown;
}

export interface LoadOptions {
  /** The bytes of leadwise.wasm. Default: the file beside this module. */
  wasmBinary?: ArrayBuffer | Uint8Array;
  /** The bytes of a weight file (safetensors). Default: the shipped weights beside this module. */
  model?: ArrayBuffer | Uint8Array;
}

/** How much of files is looked at, so that no more need be read. */
export const limits: {
  /**
   * All files of one record together; beyond it calls throw `TooLarge`. What a recording needs grows with its seconds and leads: six
   * hours of three leads, or two of twelve at 500 Hz, find room in a module's memory; more may end in `OutOfMemory`.
   */
  readonly record_bytes: number;
  /** The beginning of each file that {@link Leadwise.group} sorts by. */
  readonly group_head_bytes: number;
};

/** An instance with one model; it has memory of its own, which goes with it. Get one from {@link load}. */
export interface Leadwise {
  /** Version of this software. */
  readonly version: string;
  /**
   * Sorts files into records by what their first {@link limits}`.group_head_bytes` hold. Every file is in at least one
   * of them. Never throws on strange bytes; `TooLarge` for more than about a hundred thousand files.
   */
  group(files: readonly InputFile[]): RecordFiles[];
  /**
   * Which of the files are gzip or zip archives, told by their first {@link limits}`.group_head_bytes`. Every other call
   * reads an archive with one record as that record; `unpack` those that hold more.
   */
  areArchives(files: readonly InputFile[]): boolean[];
  /**
   * The files inside an archive; in a zip they bear their paths in it, in a zip within it also that zip's path. Throws
   * `TooLarge` beyond 64 times the archive's size (64 MiB where that is more), and beyond 1 GiB.
   */
  unpack(archive: InputFile): OutputFile[];
  /** What a file says of itself. */
  inspect(files: readonly InputFile[], options?: InspectOptions): InspectResult;
  /** The samples, for drawing. */
  record(files: readonly InputFile[], options?: ReadOptions): EcgRecord;
  /**
   * What calipers would measure: beats, waves, intervals, axes, amplitudes, quality and the classical signs of pulmonary
   * hypertension. Needs no weights. Throws `InvalidSamplingRate`, and `InvalidArgument` for bedside values out of range.
   */
  measure(files: readonly InputFile[], options?: MeasureOptions): MeasureResult;
  /** The model's input. Throws `TooShort` or `UnsupportedLeadSet` where there is none. */
  preprocess(files: readonly InputFile[], options?: ReadOptions): PreprocessedWindow;
  /** The recording itself in another format, in mV. */
  convert(files: readonly InputFile[], options: ConvertOptions): OutputFile[];
  /** The model's answer, or an abstention. */
  screen(files: readonly InputFile[], options?: ScreenOptions): ScreenResult;
  /**
   * The answers of `screen` and `measure`, of one reading and one measuring: screening heeds what measuring finds, so that both
   * calls take almost half as long again.
   */
  examine(files: readonly InputFile[], options?: ExamineOptions): Examination;
  /** The same answer with every prediction explained: {@link ScreenResult.attribution}. Takes longer than `screen`. */
  explain(files: readonly InputFile[], options?: ScreenOptions): ScreenResult;
  /**
   * Teaches a head of one's own on the loaded weights' encoders, which stay as they are: the published protocol, equal in Node,
   * browsers and the trainer. Examples are read one at a time, so that they may come from a generator. The new weights hold
   * the old heads too, except one of the same id (equal task and leads), which the new one replaces together with its results and what
   * the card said of it; `replaceModel` takes them. Nobody has validated such a head: its card says so, and how it fares must be
   * found out on patients that it never saw. Throws, naming the example, what keeps an ECG from being learnt from (a lead of
   * the head is unusable, it is too short, it cannot be read); `NoUsableRecord`, `OneClassOnly`, `TrainingDiverged`; and
   * `InvalidModelDescription` for a task or leads that a card cannot hold.
   */
  trainHead(examples: Iterable<HeadExample>, options: HeadTrainingOptions): TaughtWeights;
  /** A simulated ECG, or a real one with right-ventricular overload imposed. */
  simulate(options: SimulateOptions): OutputFile[];
  /** The model card inside the weights. */
  modelCard(): ModelCard;
  /**
   * Uses other weights (safetensors) from now on. Throws the errors of weights, which name the tensor or the part of the
   * description at fault; then those in use stay.
   */
  replaceModel(model: ArrayBuffer | Uint8Array): void;
  /** Goes back to the weights that {@link load} began with. */
  restoreModel(): void;
  /** Diagnostics: the size of the instance's memory, and how much of it is in use. */
  memoryBytes(): { heap: number; in_use: number };
}

/**
 * Loads the WebAssembly module and the weights.
 * Throws `FileNotReadable` where one of them cannot be had, `InvalidArgument` where `wasmBinary` is not this package's
 * module, and the errors of weights.
 */
export function load(options?: LoadOptions): Promise<Leadwise>;
