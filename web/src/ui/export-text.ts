import type { ExportKind } from '../report/export-file';
import type { Failure } from '../screening/protocol';
import { plainReason } from './reason-text';

interface Choice {
  kind: ExportKind;
  title: string;
  hint: string;
  /** Where the record could not be read there is nothing to draw. */
  needsTrace: boolean;
}

export const exportChoices: Choice[] = [
  {
    kind: 'report',
    title: 'Report (PDF)',
    hint: 'One A4 page: answers, measurements, signs, trace to scale',
    needsTrace: true,
  },
  {
    kind: 'referral',
    title: 'Referral note (PDF)',
    hint: 'One A4 page with lines to fill in by hand',
    needsTrace: true,
  },
  { kind: 'csv', title: 'CSV', hint: 'One answer a row', needsTrace: false },
  { kind: 'json', title: 'JSON', hint: 'All answers as the tool and the module give them', needsTrace: false },
  {
    kind: 'fhir',
    title: 'FHIR R4',
    hint: 'A preliminary DiagnosticReport with its Observations, without a patient',
    needsTrace: false,
  },
];

export const tableTitle = 'Table of all (CSV)';
export const fileNamesLabel = 'Include file names';
export const fileNamesHint =
  'Otherwise the SHA-256 of a name stands in its place. Whoever can guess the name can recognise it.';

export const savingText = 'Being made…';

export function savedText(name: string): string {
  return `Saved as ${name}.`;
}

export function unsavedText({ code, message }: Failure): string {
  return `Not saved. ${plainReason(code)} ${message} (${code})`;
}
