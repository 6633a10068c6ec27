import type { Prediction, Reason } from 'leadwise';
import type { Measured } from '../screening/protocol';
import { safetyText } from '../languages/translation';
import { foremost } from '../ui/measurement-text';
import { isScoreDoubtful, recordingQuality } from '../ui/recording-quality';
import { scoreOf } from '../ui/score';
import type { ValidatedAnswer } from '../validated/validated-answer';
import { buildIdentity } from './build-identity';
import { type Cell, csvText } from './csv-text';
import type { FileNaming } from './file-naming';
import { headAnswers } from './head-answers';
import { versionOf } from './provenance-lines';
import type { RecordAnswers } from './record-answers';
import { recordNotes } from './record-notes';
import { cautionText, ownWeightsText } from './result-lines';
import { percentOf, validatedIn } from './validated-heads';
import { windowSpread } from './window-spread';

/** By the names of the columns. */
export type TableRow = Map<string, Cell>;

/** One row a record, whatever became of it, with the columns of the fullest first. */
export function recordsTableCsv(rows: TableRow[]): string {
  const fullestFirst = [...rows].sort((a, b) => b.size - a.size);
  const columns = [...new Set(fullestFirst.flatMap((row) => [...row.keys()]))];
  return csvText([columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? null))]);
}

export function tableRow(answers: RecordAnswers, naming: FileNaming): TableRow {
  return new Map<string, Cell>([
    ['file', naming.record(answers)],
    ['input_sha256', hashesOf(answers)],
    ['status', statusOf(answers)],
    ['code', codeOf(answers)],
    ...recordCells(answers),
    ...scoreCells(answers, naming),
    ...qualityCells(answers),
    ['notes', codesOf(recordNotes(answers, naming))],
    ...measurementCells(answers.measurement.result),
    ['not_measured', notMeasured(answers)],
    ...criterionCells(answers.measurement.result),
    ...provenanceCells(answers),
  ]);
}

/** Of an ECG that was not read: reading was stopped before it was its turn. Nor is it read for its hash, of thousands for minutes. */
export function waitingRow(waiting: Pick<RecordAnswers, 'name' | 'folder'>, naming: FileNaming): TableRow {
  return new Map<string, Cell>([
    ['file', naming.record(waiting)],
    ['status', 'waiting'],
    ['use', researchUse()],
  ]);
}

function hashesOf({ inputs }: RecordAnswers): string {
  return inputs.map(({ sha256 }) => sha256).join(' ');
}

function statusOf({ screening: { result } }: RecordAnswers): string {
  if (!result) return 'failed';
  return result.abstained || result.predictions.length === 0 ? 'abstained' : 'scored';
}

/** Why there is no score. */
function codeOf({ screening: { result, failure } }: RecordAnswers): Cell {
  return failure?.code ?? result?.abstained?.code ?? null;
}

function recordCells({ screening, measurement }: RecordAnswers): [string, Cell][] {
  const record = screening.result?.record ?? measurement.result?.record;
  return [
    ['format', record?.format ?? null],
    ['sampling_rate_hz', record?.sampling_rate_hz ?? null],
    ['duration_s', record?.duration_s ?? null],
    ['leads', record?.leads.join(' ') ?? null],
    ['assumptions', screening.result?.assumptions.join(' ') ?? null],
    ['windows_skipped', screening.result?.windows.skipped ?? null],
    ['unused_s', screening.result?.windows.unused_s ?? null],
  ];
}

function scoreCells(answers: RecordAnswers, naming: FileNaming): [string, Cell][] {
  return headAnswers(answers, naming).flatMap(({ head, prediction, reason }): [string, Cell][] => {
    const validated = prediction && validatedIn(answers, prediction);
    const cells: [string, Cell][] = validated
      ? probabilityCells(head, validated)
      : [[`score_0_to_100_${head}`, prediction && scoreOf(prediction.probability)], ...scoreSpreadCells(head, prediction)];
    return [...cells, [`no_score_${head}`, reason?.code ?? null]];
  });
}

/** Of a long recording. */
function scoreSpreadCells(head: string, prediction: Prediction | null): [string, Cell][] {
  const spread = prediction && windowSpread(prediction, scoreOf);
  if (!spread) return [];
  return [
    [`windows_${head}`, spread.count],
    [`score_lowest_window_${head}`, spread.lowest],
    [`score_highest_window_${head}`, spread.highest],
  ];
}

function probabilityCells(head: string, answer: ValidatedAnswer): [string, Cell][] {
  const { prediction, probability, low, high, threshold, positive } = answer;
  return [
    [`probability_percent_${head}`, percentOf(probability)],
    [`probability_low_percent_${head}`, percentOf(low)],
    [`probability_high_percent_${head}`, percentOf(high)],
    [`threshold_percent_${head}`, threshold === null ? null : percentOf(threshold)],
    [`pattern_found_${head}`, positive],
    ...probabilitySpreadCells(head, prediction),
  ];
}

function probabilitySpreadCells(head: string, prediction: Prediction): [string, Cell][] {
  const spread = windowSpread(prediction, percentOf);
  if (!spread) return [];
  return [
    [`windows_${head}`, spread.count],
    [`probability_lowest_window_percent_${head}`, spread.lowest],
    [`probability_highest_window_percent_${head}`, spread.highest],
  ];
}

/** "V1=MainsInterference": of screening and of measuring; `doubtful` where the list marks the score so. */
function qualityCells({ screening, measurement }: RecordAnswers): [string, Cell][] {
  const { warnings, leads, reason } = recordingQuality(screening.result, measurement.result);
  const unusable = Object.entries(leads).filter(([, lead]) => lead.reason);
  return [
    ['doubtful', screening.result?.predictions.length ? isScoreDoubtful(screening.result) : null],
    ['unusable_recording', reason?.code ?? null],
    ['unusable_leads', unusable.map(([name, lead]) => `${name}=${lead.reason?.code}`).join(' ')],
    ['warnings', codesOf(warnings)],
  ];
}

function codesOf(reasons: Reason[]): string {
  return [...new Set(reasons.map(({ code }) => code))].join(' ');
}

function measurementCells(measured: Measured | null): [string, Cell][] {
  const values = foremost.map((name): [string, Cell] => [name, measured?.measurements[name] ?? null]);
  return [...values, ['rhythm', measured?.rhythm.regularity ?? null], ['beats', measured?.beats.length ?? null]];
}

/** "p_axis_deg=NoPWave": an empty cell has its reason in the same row. */
function notMeasured({ measurement: { result, failure } }: RecordAnswers): string {
  if (!result) return `all=${failure.code}`;
  return foremost
    .map((name) => ({ name, reason: result.measurement_details[name]?.reason }))
    .filter(({ reason }) => reason)
    .map(({ name, reason }) => `${name}=${reason?.code}`)
    .join(' ');
}

function criterionCells(measured: Measured | null): [string, Cell][] {
  return (measured?.criteria ?? []).map(({ name, status }) => [`criterion_${name}`, status]);
}

function provenanceCells(answers: RecordAnswers): [string, Cell][] {
  const { card } = answers;
  return [
    ['weights_sha256', card.sha256],
    ['weights_clinically_validated', card.clinically_validated],
    ['software_version', versionOf(answers)],
    ['core_sha256', buildIdentity.core_sha256],
    ['use', useCell(answers)],
  ];
}

function useCell(answers: RecordAnswers): string {
  const cautions = [cautionText(answers), ownWeightsText(answers), safetyText('criteria-panel.absent_sign')];
  return [researchUse(), ...cautions].filter(Boolean).join(' ');
}

function researchUse(): string {
  return `${safetyText('result.research_use')}.`;
}
