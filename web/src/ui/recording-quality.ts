import type { Reason, ScreenResult } from 'leadwise';
import { safetySentence, type SafetySentence } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { warningsOf } from './quality-text';

type Leads = Measured['quality']['leads'];

/** What both, screening and measuring, hold against a recording; the model scores leads that measuring finds unusable. */
export interface RecordingQuality {
  /** Without the score's doubt, which stands beside it with its leads. */
  warnings: Reason[];
  /** A lead is unusable where either of the two could not use it, or where a score rests on it that it makes doubtful. */
  leads: Leads;
  /** Why measuring finds the whole recording unusable; null where it does not. */
  reason: Reason | null;
  /** Null where no score stands that measuring speaks against. */
  doubt: ScoreDoubt | null;
}

/** What measuring finds unusable, or zeros that fill it up make a step in, and a score rests on all the same. */
export interface ScoreDoubt {
  reason: Reason | null;
  leads: Leads;
}

export type MeasuredQuality = Pick<Measured, 'quality'>;

export function recordingQuality(screened: ScreenResult | null, measured: MeasuredQuality | null): RecordingQuality {
  const refused = refusedIn(screened?.quality.leads ?? {});
  const doubt = screened && doubtOf(screened, measured);
  return {
    warnings: warningsOf(screened, measured).filter((warning) => !isDoubt(warning)),
    leads: { ...measured?.quality.leads, ...doubt?.leads, ...refused },
    reason: unusableReason(measured),
    doubt,
  };
}

/**
 * Of the signal, of its scale, and of beats that the model was not made for. Every seventh ECG has some other warning, of its limb
 * leads mostly: a mark on so many would be overlooked.
 */
const againstScore = ['DoubtfulScore', 'UnusualScale', 'PacingSpikes', 'BroadComplexes'];

/** Whether a score stands that it would be wrong to see without what speaks against it. */
export function isScoreDoubtful({ predictions, quality }: ScreenResult): boolean {
  return predictions.length > 0 && quality.warnings.some(({ code }) => againstScore.includes(code));
}

/** Without leads it is the recording as a whole. */
export function doubtSentence({ reason, leads }: ScoreDoubt): SafetySentence {
  const ofRecording = reason !== null || Object.keys(leads).length === 0;
  return safetySentence(ofRecording ? 'quality.doubted_recording' : 'quality.doubted_leads');
}

function isDoubt({ code }: Reason): boolean {
  return code === 'DoubtfulScore';
}

/** The core says `unusable` with its reason. */
function unusableReason(measured: MeasuredQuality | null): Reason | null {
  return measured?.quality.usability === 'unusable' ? measured.quality.reason : null;
}

/** The core compares both; measuring tells why it refuses a whole recording. */
function doubtOf({ predictions, quality }: ScreenResult, measured: MeasuredQuality | null): ScoreDoubt | null {
  if (predictions.length === 0 || !quality.warnings.some(isDoubt)) return null;
  const leads = Object.entries(quality.leads).flatMap(([name, { doubt }]) => (doubt ? [[name, { usable: false, reason: doubt }]] : []));
  return { reason: unusableReason(measured), leads: Object.fromEntries(leads) };
}

function refusedIn(leads: Leads): Leads {
  return Object.fromEntries(Object.entries(leads).filter(([, { reason }]) => reason));
}
