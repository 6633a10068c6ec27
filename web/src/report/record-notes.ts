import type { Reason } from 'leadwise';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';

/**
 * What the reader noticed and did not mend, with the names of files as the export has them; that a format was never
 * tried is told by itself.
 */
export function recordNotes(answers: RecordAnswers, naming: FileNaming): Reason[] {
  const { screening, measurement } = answers;
  const notes = screening.result?.notes ?? measurement.result?.notes ?? [];
  return notes.filter(({ code }) => code !== 'UntriedFormat').map((note) => namedNote(note, answers, naming));
}

export function namedNote({ code, message }: Reason, answers: RecordAnswers, naming: FileNaming): Reason {
  return { code, message: naming.note(message, answers) };
}
