import type { Reason } from 'leadwise';
import { safetyText } from '../languages/translation';
import { warningsOf } from '../ui/quality-text';
import { useText } from '../ui/result-text';
import { scoreOf } from '../ui/score';
import type { ValidatedAnswer } from '../validated/validated-answer';
import { buildIdentity } from './build-identity';
import { commandsFor } from './commands';
import { type Cell, csvText } from './csv-text';
import type { FileNaming } from './file-naming';
import { headAnswers } from './head-answers';
import { unitOfName } from './measured-unit';
import { versionOf } from './provenance-lines';
import type { RecordAnswers } from './record-answers';
import { percentOf, postTestsIn, validatedIn } from './validated-heads';
import { recordNotes } from './record-notes';
import { cautionText, ownWeightsText } from './result-lines';
import { type WindowSpread, windowSpread } from './window-spread';

const columns = ['section', 'name', 'value', 'unit', 'status', 'reason'];

/** A record's answers, one a row. What has no value has a status and a reason. */
export function answersCsv(answers: RecordAnswers, naming: FileNaming): string {
  return csvText([
    columns,
    ...[useText(), cautionText(answers), ownWeightsText(answers), safetyText('criteria-panel.absent_sign')].filter(Boolean).map(useRow),
    ...sourceRows(answers, naming),
    ...scoreRows(answers, naming),
    ...postTestRows(answers),
    ...measurementRows(answers),
    ...criterionRows(answers),
    ...warningRows(answers),
    ...noteRows(answers, naming),
  ]);
}

function useRow(text: string): Cell[] {
  return ['use', 'use', text, null, null, null];
}

function sourceRows(answers: RecordAnswers, naming: FileNaming): Cell[][] {
  const { inputs, card } = answers;
  const version = versionOf(answers);
  const fact = (name: string, value: Cell, unit: Cell = null): Cell[] => ['source', name, value, unit, null, null];
  return [
    fact('file', naming.record(answers)),
    ...inputs.flatMap((input) => [fact('input_file', naming.file(input.name)), fact('input_sha256', input.sha256)]),
    fact('weights', card.name),
    fact('weights_sha256', card.sha256),
    fact('weights_clinically_validated', card.clinically_validated),
    fact('software_version', version),
    fact('core_sha256', buildIdentity.core_sha256),
    fact('page_sha256', buildIdentity.page_sha256),
    ...commandsFor(answers, naming).map((command) => fact('command', command)),
    ...recordRows(answers, fact),
  ];
}

function recordRows(
  { screening, measurement }: RecordAnswers,
  fact: (name: string, value: Cell, unit?: Cell) => Cell[],
) {
  const record = screening.result?.record ?? measurement.result?.record;
  if (!record) return [];
  return [
    fact('format', record.format),
    fact('untried_format', record.untried_format),
    fact('sampling_rate', record.sampling_rate_hz, 'Hz'),
    fact('duration', record.duration_s, 's'),
    fact('leads', record.leads.join(' ')),
    fact('assumptions', screening.result?.assumptions.join(' ') ?? null),
    fact('windows_skipped', screening.result?.windows.skipped ?? null),
    fact('unused', screening.result?.windows.unused_s ?? null, 's'),
  ];
}

function scoreRows(answers: RecordAnswers, naming: FileNaming): Cell[][] {
  return headAnswers(answers, naming).flatMap(({ head, prediction, reason }): Cell[][] => {
    if (!prediction) {
      return [['score', head, null, null, answers.screening.failure ? 'failed' : 'abstained', reason?.code ?? null]];
    }
    const validated = validatedIn(answers, prediction);
    if (validated) return probabilityRows(head, validated);
    const score: Cell[] = ['score', head, scoreOf(prediction.probability), 'of 100', 'scored', null];
    return [score, ...spreadRows('score', head, windowSpread(prediction, scoreOf))];
  });
}

/** Validated weights give a probability, never a score beside it. */
function probabilityRows(head: string, answer: ValidatedAnswer): Cell[][] {
  const { prediction, probability, low, high, threshold, positive, trainingPrevalence } = answer;
  const row = (name: string, value: number | null, status: string): Cell[] => {
    return ['probability', name, value === null ? null : percentOf(value), '%', status, null];
  };
  const status = positive === null ? 'no_threshold' : positive ? 'pattern_found' : 'pattern_not_found';
  return [
    row(head, probability, status),
    row(`${head}_low`, low, 'interval_95'),
    row(`${head}_high`, high, 'interval_95'),
    ...(threshold === null ? [] : [row(`${head}_threshold`, threshold, 'threshold')]),
    ...(trainingPrevalence === null ? [] : [row(`${head}_prevalence`, trainingPrevalence, 'prevalence')]),
    ...spreadRows('probability', head, windowSpread(prediction, percentOf)),
  ];
}

/** Of a long recording. */
function spreadRows(section: 'score' | 'probability', head: string, spread: WindowSpread | null): Cell[][] {
  if (!spread) return [];
  const unit = section === 'score' ? 'of 100' : '%';
  return [
    [section, `${head}_windows`, spread.count, null, 'windows', null],
    [section, `${head}_lowest`, spread.lowest, unit, 'lowest_window', null],
    [section, `${head}_highest`, spread.highest, unit, 'highest_window', null],
  ];
}

/** Only where somebody chose a probability before the ECG. */
function postTestRows(answers: RecordAnswers): Cell[][] {
  return postTestsIn(answers).flatMap(({ answer, preTestPercent, probability, low, high }): Cell[][] => {
    const { head } = answer.prediction;
    return [
      ['post_test', `${head}_pre_test`, preTestPercent, '%', 'chosen', null],
      ['post_test', head, percentOf(probability), '%', 'shifted', null],
      ['post_test', `${head}_low`, percentOf(low), '%', 'interval_95', null],
      ['post_test', `${head}_high`, percentOf(high), '%', 'interval_95', null],
    ];
  });
}

function measurementRows({ measurement: { result, failure } }: RecordAnswers): Cell[][] {
  if (!result) return [['measurement', 'all', null, null, 'failed', failure.code]];
  return Object.entries(result.measurements).map(([name, value]) => {
    const reason = result.measurement_details[name]?.reason?.code ?? null;
    return ['measurement', name, value, unitOfName(name), value === null ? 'absent' : 'measured', reason];
  });
}

function criterionRows({ measurement: { result, failure } }: RecordAnswers): Cell[][] {
  if (!result) return [['criterion', 'all', null, null, 'failed', failure.code]];
  return result.criteria.map(({ name, status, reason }) => [
    'criterion',
    name,
    null,
    null,
    status,
    reason?.code ?? null,
  ]);
}

function warningRows({ screening, measurement }: RecordAnswers): Cell[][] {
  return reasonRows('warning', warningsOf(screening.result, measurement.result));
}

function noteRows(answers: RecordAnswers, naming: FileNaming): Cell[][] {
  return reasonRows('note', recordNotes(answers, naming));
}

function reasonRows(section: 'warning' | 'note', reasons: Reason[]): Cell[][] {
  return reasons.map(({ code, message }) => [section, code, message, null, null, code]);
}
