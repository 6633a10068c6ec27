import type { EcgRecord } from 'leadwise';
import { durationText } from '../languages/durations';
import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { leadCountText } from '../ui/leads-text';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';

export interface RecordFacts {
  name: string;
  /** A file's name may be cut from its left: its end tells it from others of its folder. A hash must stay whole. */
  leastLetters: number;
  /** "File a.hea · WFDB · 12 leads · 10 s · 500 Hz", with this in the place of the name. */
  lineWith: (name: string) => string;
}

const leastLettersOfName = 30;

export function recordFacts(answers: RecordAnswers, naming: FileNaming, record: EcgRecord): RecordFacts {
  const name = naming.record(answers);
  const lineWith = (shown: string) =>
    [
      say(naming.namesShown ? 'report.file' : 'report.file_hash', { name: shown }),
      record.format.toUpperCase(),
      leadCountText(record.leads.length),
      durationText(record.duration_s),
      `${numberText(record.sampling_rate_hz)} Hz`,
    ].join(' · ');
  return { name, leastLetters: naming.namesShown ? leastLettersOfName : name.length, lineWith };
}
