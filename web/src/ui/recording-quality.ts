import type { Reason, ScreenResult } from 'leadwise';
import { safetySentence, type SafetySentence } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { warningsOf } from './quality-text';

type Leads = ScreenResult['quality']['leads'];

/** What both, screening and measuring, hold against a recording; the model scores leads that measuring finds unusable. */
export interface RecordingQuality {
  warnings: Reason[];
  /** A lead is unusable where either of the two could not use it. */
  leads: Leads;
  /** Why measuring finds the whole recording unusable; null where it does not. */
  reason: Reason | null;
  /** Null where no score stands that measuring speaks against. */
  doubt: ScoreDoubt | null;
}

/** What measuring finds unusable, and a score rests on all the same. */
export interface ScoreDoubt {
  reason: Reason | null;
  leads: Leads;
}

export type MeasuredQuality = Pick<Measured, 'quality'>;

export function recordingQuality(screened: ScreenResult | null, measured: MeasuredQuality | null): RecordingQuality {
  const refused = refusedIn(screened?.quality.leads ?? {});
  return {
    warnings: warningsOf(screened, measured),
    leads: { ...measured?.quality.leads, ...refused },
    reason: unusableReason(measured),
    doubt: screened && measured && doubtOf(screened, measured),
  };
}

export function doubtSentence({ reason }: ScoreDoubt): SafetySentence {
  return safetySentence(reason ? 'quality.doubted_recording' : 'quality.doubted_leads');
}

/** The core says `unusable` with its reason. */
function unusableReason(measured: MeasuredQuality | null): Reason | null {
  return measured?.quality.usability === 'unusable' ? measured.quality.reason : null;
}

function doubtOf({ predictions, quality }: ScreenResult, measured: MeasuredQuality): ScoreDoubt | null {
  if (predictions.length === 0) return null;
  const beyondLimbs = predictions.some(({ leads }) => leads > 6);
  const scored = (name: string) => !quality.leads[name as keyof Leads]?.reason && (beyondLimbs || isLimbLead(name));
  const doubted = Object.entries(refusedIn(measured.quality.leads)).filter(([name]) => scored(name));
  const reason = unusableReason(measured);
  return reason || doubted.length > 0 ? { reason, leads: Object.fromEntries(doubted) } : null;
}

/** A score of six leads is of these. */
function isLimbLead(name: string): boolean {
  return !name.startsWith('V');
}

function refusedIn(leads: Leads): Leads {
  return Object.fromEntries(Object.entries(leads).filter(([, { reason }]) => reason));
}
