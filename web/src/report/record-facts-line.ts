import type { EcgRecord } from 'leadwise';
import { durationText } from '../languages/durations';
import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { leadCountText } from '../ui/leads-text';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';

/** "File a.hea · WFDB · 12 leads · 10 s · 500 Hz" */
export function recordFacts(answers: RecordAnswers, naming: FileNaming, record: EcgRecord): string {
  const name = naming.record(answers);
  return [
    say(naming.namesShown ? 'report.file' : 'report.file_hash', { name }),
    record.format.toUpperCase(),
    leadCountText(record.leads.length),
    durationText(record.duration_s),
    `${numberText(record.sampling_rate_hz)} Hz`,
  ].join(' · ');
}
