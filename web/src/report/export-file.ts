import type { BedsideValues, EcgRecord } from 'leadwise';
import { inEnglish, spokenLanguage } from '../languages/translation';
import { CallFailed, closedMeanwhile, pagePartMissing } from '../screening/failure';
import type { Entry, Session } from '../screening/session';
import type { PreTests } from '../validated/pre-tests';
import { answersCsv } from './answers-csv';
import { answersJson } from './answers-json';
import { csvFile } from './csv-text';
import { fhirBundle } from './fhir-bundle';
import { FileNaming } from './file-naming';
import { gatherAnswers, type RecordAnswers } from './record-answers';
import { recordsTableCsv, type TableRow, tableRow, waitingRow } from './records-table';
import type { SavedFile } from './save-file';
import { sha256OfText } from './sha256';

export type ExportKind = 'report' | 'referral' | 'csv' | 'json' | 'fhir';

interface ExportRequest {
  kind: ExportKind;
  bedside: BedsideValues;
  preTests: PreTests;
  /** Null where the record could not be read. */
  record: EcgRecord | null;
  namesShown: boolean;
  /** Where the trace of a page begins. */
  startS: number;
}

/**
 * Makes the file that was asked for: pages in the page's language, what programs read in English. Rejects with CallFailed, also where
 * the ECG was closed while its file was made.
 */
export async function exportFile(session: Session, entry: Entry, request: ExportRequest): Promise<SavedFile> {
  const file = await madeFile(session, entry, request);
  if (!session.entries.some(({ id }) => id === entry.id)) throw closedMeanwhile();
  return file;
}

async function madeFile(session: Session, entry: Entry, request: ExportRequest): Promise<SavedFile> {
  const answers = await gatherAnswers(session, entry, request);
  const naming = new FileNaming(request.namesShown);
  const stem = naming.saved(answers);
  switch (request.kind) {
    case 'csv':
      return csvFile(`${stem}.csv`, inEnglish(() => answersCsv(answers, naming)));
    case 'json':
      return { name: `${stem}.json`, type: 'application/json', content: inEnglish(() => answersJson(answers, naming)) };
    case 'fhir':
      return { name: `${stem}.fhir.json`, type: 'application/fhir+json', content: inEnglish(() => fhirBundle(answers, naming)) };
    case 'report':
    case 'referral':
      return {
        name: `${stem}-${request.kind}.pdf`,
        type: 'application/pdf',
        content: await pdfOf(answers, naming, request),
      };
  }
}

/** The PDF library and its fonts are large: they are fetched when first asked for. */
async function pdfOf(answers: RecordAnswers, naming: FileNaming, { kind, record, startS }: ExportRequest) {
  if (!record) throw new Error('a record that could not be read has no trace');
  const { reportPdf, referralPdf } = await pdfLibrary();
  const make = () => (kind === 'report' ? reportPdf : referralPdf)(answers, naming, record, startS);
  // The PDF library sets lines from left to right only.
  return spokenLanguage().direction === 'rtl' ? inEnglish(make) : make();
}

async function pdfLibrary() {
  try {
    return await import('./pdf-reports');
  } catch (error) {
    throw new CallFailed(pagePartMissing(`the PDF library: ${String(error)}`));
  }
}

interface TableRequest {
  namesShown: boolean;
  onMeasured: (count: number) => void;
  /** Ends it behind the record at hand. */
  signal: AbortSignal;
}

/**
 * A table of all records, measured one after the other; of each its row is kept, not all of its answers. Those that wait are told as waiting. Null where it was ended. Rejects
 * with CallFailed, also where one of them was closed or answered meanwhile.
 */
export async function exportTable(
  session: Session,
  entries: readonly Entry[],
  request: TableRequest,
): Promise<SavedFile | null> {
  const naming = new FileNaming(request.namesShown);
  const rows: TableRow[] = [];
  let measured = 0;
  for (const entry of entries) {
    if (request.signal.aborted) return null;
    if (!session.entries.includes(entry)) assertStillListed(session, [entry]);
    if (entry.state.kind === 'waiting') {
      rows.push(inEnglish(() => waitingRow(entry, naming)));
      continue;
    }
    const answers = await gatherAnswers(session, entry, { bedside: {}, preTests: {} });
    rows.push(inEnglish(() => tableRow(answers, naming)));
    request.onMeasured(++measured);
  }
  if (request.signal.aborted) return null;
  assertStillListed(session, entries);
  const text = recordsTableCsv(rows);
  return csvFile(`leadwise-table-${sha256OfText(text).slice(0, 12)}.csv`, text);
}

/** A row of an ECG that was closed, or answered anew, since then would not be what the page shows. */
function assertStillListed(session: Session, entries: readonly Entry[]): void {
  const listed = new Set(session.entries);
  const changed = entries.filter((entry) => !listed.has(entry));
  if (changed.length === 0) return;
  const message = `${changed.length} of the ECGs changed while the table was made`;
  throw new CallFailed({ code: 'RecordsChanged', message, offset: null });
}
