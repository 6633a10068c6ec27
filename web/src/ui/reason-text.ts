import type { ErrorCode } from 'leadwise';

/** What each code means to the person at the screen. The exact message stands beside it. */
const reasons: Record<ErrorCode | 'SelfTestFailed', string> = {
  EmptyFile: 'The file is empty.',
  UnknownFormat:
    'This is no ECG format that is read here. A WFDB signal file is read only with its .hea file: open both at once.',
  UnsupportedFormat: 'The format is known, but this variant of it is not read yet.',
  TruncatedData: 'The file ends too early. It may have been cut off while it was copied.',
  InvalidHeader: 'The description of the recording is damaged or contradicts itself.',
  InvalidSample: 'A sample is not a number.',
  InvalidGain: 'The file gives no usable gain, so its samples cannot be turned into millivolts.',
  InvalidSamplingRate: 'The sampling rate is missing or outside 100 to 2000 Hz.',
  ChecksumMismatch: 'The samples differ from the checksum in the file: the recording was damaged or altered.',
  MissingFile: 'A part of this record is missing. Open it too, and the record will be read.',
  TooLarge: 'The file is larger than what is accepted.',
  UnitRequired: 'The file does not say in which unit its samples are.',
  SamplingRateRequired: 'The file does not say how many samples a second it holds.',
  NoEcgChannel: 'The file holds no ECG lead.',
  DuplicateLead: 'The file holds the same lead twice, and which one is right cannot be known.',
  FileNotReadable: 'The browser could not read this file.',
  TooShort: 'The recording is shorter than the 9.5 seconds that the model needs.',
  ConstantLead: 'A lead that the model needs is a flat line.',
  MissingSamples: 'Too much of a lead that the model needs is missing.',
  UnsupportedLeadSet: 'The recording does not hold the leads that the model needs.',
  NonFiniteSample: 'A lead that the model needs holds infinite values.',
  ImplausibleScale: 'The amplitudes are not those of an ECG. The unit or the gain of the file may be wrong.',
  PacedRhythm: 'The rhythm is paced; the model was not made for paced rhythm.',
  LimbLeadsContradict: 'Channels may be mislabelled or of unequal gain.',
  UntriedFormat: 'Files of this format were never tried with a real device; what is shown may be wrong.',
  UnderAge: 'The patient is under 18; the model was made for adults.',
  NoBeats: 'No heartbeat was found.',
  TooFewBeats: 'There are too few beats.',
  MissingLead: 'A lead that it needs is not there or not usable.',
  NoPWave: 'No P wave can be told from the baseline.',
  NoTWave: 'No T wave can be told from the baseline.',
  WaveNotFound: 'A wave or its end cannot be told from noise.',
  IndeterminateAxis: 'The wave has no direction in the frontal plane.',
  ConfoundedSign: 'Another finding imitates or hides this sign.',
  BedsideValueRequired: 'It needs a value from the bedside.',
  ClippedSignal: 'The signal was cut off at the limit of what was recorded.',
  MainsInterference: 'Mains hum disturbs the signal.',
  MuscleNoise: 'Muscle or other noise disturbs the signal.',
  BaselineWander: 'The baseline wanders.',
  ElectrodeReversalSuspected: 'Electrodes may have been exchanged. Look at the electrodes or take the ECG again.',
  PacingSpikes: 'There are spikes like those of a pacemaker.',
  InvalidWeightFile: 'This is no weight file, or it is damaged.',
  InvalidModelDescription: 'The weights do not describe a model that is known here.',
  MissingTensor: 'The weights are incomplete.',
  TensorMismatch: 'The weights do not fit their own description.',
  NoSuchHead: 'The weights hold no classifier for these leads.',
  InferenceFailed: 'The model could not be run.',
  InvalidArgument: 'A value that was asked for is outside its range.',
  OutOfMemory: 'There is not enough memory for this file.',
  SelfTestFailed: 'The page failed the test that it makes at its start with a built-in ECG.',
  ModuleStopped: 'The reader stopped unexpectedly. It is started anew for the next file.',
};

/** The same of a single lead. */
const leadReasons: Partial<Record<ErrorCode, string>> = {
  ConstantLead: 'a flat line',
  MissingSamples: 'too many samples are missing',
  UnsupportedLeadSet: 'not in the recording',
  NonFiniteSample: 'holds infinite values',
  ImplausibleScale: 'the amplitude is not that of an ECG',
  ClippedSignal: 'cut off at the limit of what was recorded',
  MainsInterference: 'covered by mains interference',
  MuscleNoise: 'covered by noise',
  BaselineWander: 'the baseline wanders too far',
};

/** The same below a value that is absent, where there is little room. */
const valueReasons: Partial<Record<ErrorCode, string>> = {
  NoBeats: 'no beats',
  TooFewBeats: 'too few beats',
  MissingLead: 'a lead is missing',
  NoPWave: 'no P wave',
  NoTWave: 'no T wave',
  WaveNotFound: 'not distinct from noise',
  IndeterminateAxis: 'indeterminate',
};

export function valueReasonText(code: string): string {
  return (valueReasons as Record<string, string>)[code] ?? plainReason(code);
}

export function leadReasonText(code: string): string {
  return (leadReasons as Record<string, string>)[code] ?? plainReason(code);
}

export function plainReason(code: string): string {
  return (reasons as Record<string, string>)[code] ?? 'An unexpected error occurred.';
}
