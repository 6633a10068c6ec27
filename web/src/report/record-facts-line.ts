import type { EcgRecord } from 'leadwise';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';

/** "File a.hea · WFDB · 12 leads · 10 s · 500 Hz" */
export function recordFacts(answers: RecordAnswers, naming: FileNaming, record: EcgRecord): string {
  const called = naming.record(answers);
  return [
    naming.namesShown ? `File ${called}` : `File ${called} (SHA-256 of its name)`,
    record.format.toUpperCase(),
    `${record.leads.length} ${record.leads.length === 1 ? 'lead' : 'leads'}`,
    `${Math.round(record.duration_s * 100) / 100} s`,
    `${record.sampling_rate_hz} Hz`,
  ].join(' · ');
}
