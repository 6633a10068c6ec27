import type { Criterion } from 'leadwise';
import { safetyText, say } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { bedsideText } from '../ui/bedside-text';
import { criterionReasonText, criterionTitle, criterionValuesText, groupsOf } from '../ui/criterion-text';
import { recordingQuality } from '../ui/recording-quality';
import { foremost, headText, measurementTitle, rhythmText } from '../ui/measurement-text';
import { plainReason, valueReasonText } from '../ui/reason-text';
import { isUnderAge } from '../ui/stated-facts';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';
import { resultLines } from './result-lines';
import type { TextLine } from './text-line';

/** What a colleague may take from the answers, in sentences; none says more than the page does. */
export function referralSentences(answers: RecordAnswers, naming: FileNaming): TextLine[] {
  const { result, failure } = answers.measurement;
  const measured = result
    ? measuredSentences(result)
    : [`${say('report.nothing_measured')} ${plainReason(failure.code)} (${failure.code})`];
  return [
    { text: safetyText('report.no_diagnosis'), bold: true, keep: 'warning' },
    ...resultLines(answers, naming),
    { text: measured[0] ?? '', gap: 0.4 },
    ...measured.slice(1).map((text) => ({ text })),
    ...signLines(answers),
    ...ruleSentences(answers).map((text) => ({ text })),
    { text: safetyText('criteria-panel.absent_sign'), bold: true, gap: 0.4, keep: 'warning' },
  ];
}

function measuredSentences(measured: Measured): string[] {
  const valueOf = (name: string) => measured.measurements[name] ?? null;
  const there = foremost.filter((name) => valueOf(name) !== null);
  const absent = foremost.filter((name) => valueOf(name) === null);
  const values = there.map((name) => `${measurementTitle(name)} ${headText(name, valueOf(name) ?? 0)}`);
  const reasons = absent.map((name) => {
    const code = measured.measurement_details[name]?.reason?.code;
    return code ? `${measurementTitle(name)} (${valueReasonText(code)})` : measurementTitle(name);
  });
  return [
    values.length > 0
      ? say('report.measured', { values: values.join(', '), rhythm: rhythmText(measured.rhythm.regularity) })
      : say('report.nothing_measurable'),
    ...(reasons.length > 0 ? [say('report.unmeasured', { values: reasons.join(', ') })] : []),
  ];
}

/** Of a child, and of an unusable recording, no sign may be counted as not met. */
function signLines({ measurement: { result }, screening, stated, options }: RecordAnswers): TextLine[] {
  if (!result) return [];
  if (isUnderAge(stated, options)) return [{ text: safetyText('criteria-panel.under_age'), bold: true, keep: 'warning' }];
  if (recordingQuality(screening.result, result).reason) return [{ text: safetyText('criteria-panel.unusable'), bold: true, keep: 'warning' }];
  return signSentences(result.criteria).map((text) => ({ text }));
}

function signSentences(criteria: Criterion[]): string[] {
  const { signs, confounders } = groupsOf(criteria);
  const of = (status: Criterion['status']) => signs.filter((sign) => sign.status === status);
  const [met, notMet, open] = [of('met'), of('not_met'), of('not_computable')];
  const imitating = confounders.filter(({ status }) => status === 'met');
  const counts = { all: signs.length, met: met.length, not_met: notMet.length, open: open.length };
  return [
    say('report.signs', counts),
    ...listed(
      'report.listed_met',
      met.map((sign) => `${criterionTitle(sign)} (${criterionValuesText(sign.values)})`),
    ),
    ...notComputable(open),
    ...listed('report.listed_confounders', imitating.map(criterionTitle)),
  ];
}

/** By reason: often it is one for all. */
function notComputable(signs: Criterion[]): string[] {
  const textOf = ({ reason }: Criterion) => (reason ? criterionReasonText(reason) : plainReason(''));
  const texts = [...new Set(signs.map(textOf))];
  return texts.map((text) => {
    const titles = signs.filter((sign) => textOf(sign) === text).map(criterionTitle);
    return say('report.listed_not_computable', { reason: text.replace(/\.$/, ''), signs: titles.join('; ') });
  });
}

/** Only where somebody gave the values that they need. */
function ruleSentences({ measurement: { result }, bedside }: RecordAnswers): string[] {
  const used = bedsideText(bedside);
  if (!result || !used || result.quality.usability === 'unusable') return [];
  const rules = groupsOf(result.criteria).rules.map((rule) =>
    say(`report.rule_${rule.status}`, { rule: criterionTitle(rule) }),
  );
  return [say('report.rules', { values: used, rules: rules.join('; ') })];
}

function listed(key: 'report.listed_met' | 'report.listed_confounders', signs: string[]): string[] {
  return signs.length > 0 ? [say(key, { signs: signs.join('; ') })] : [];
}
