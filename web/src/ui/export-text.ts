import type { PlainKey } from '../languages/keys';
import type { ExportKind } from '../report/export-file';

interface Choice {
  kind: ExportKind;
  title: PlainKey;
  hint: PlainKey;
  /** Where the record could not be read there is nothing to draw. */
  needsTrace: boolean;
}

export const exportChoices: Choice[] = [
  { kind: 'report', title: 'export-panel.report', hint: 'export-panel.report_hint', needsTrace: true },
  { kind: 'referral', title: 'export-panel.referral', hint: 'export-panel.referral_hint', needsTrace: true },
  { kind: 'csv', title: 'export-panel.csv', hint: 'export-panel.csv_hint', needsTrace: false },
  { kind: 'json', title: 'export-panel.json', hint: 'export-panel.json_hint', needsTrace: false },
  { kind: 'fhir', title: 'export-panel.fhir', hint: 'export-panel.fhir_hint', needsTrace: false },
];
