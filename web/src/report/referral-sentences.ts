import type { Criterion } from 'leadwise';
import type { Measured } from '../screening/protocol';
import { bedsideText } from '../ui/bedside-text';
import { absentSignText, criterionValuesText, groupsOf } from '../ui/criterion-text';
import { foremost, headText, measurementTitle, rhythmText } from '../ui/measurement-text';
import { plainReason, valueReasonText } from '../ui/reason-text';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';
import { resultLines } from './result-lines';
import type { TextLine } from './text-line';

/** What a colleague may take from the answers, in sentences; none says more than the page does. */
export function referralSentences(answers: RecordAnswers, naming: FileNaming): TextLine[] {
  const { result, failure } = answers.measurement;
  const measured = result
    ? measuredSentences(result)
    : [`Nothing was measured. ${plainReason(failure.code)} (${failure.code})`];
  return [
    {
      text: 'Computed by research software from this ECG and confirmed by no clinician. This is no diagnosis.',
      bold: true,
    },
    ...resultLines(answers, naming),
    { text: measured[0] ?? '', gap: 0.4 },
    ...measured.slice(1).map((text) => ({ text })),
    ...(result ? signSentences(result.criteria).map((text) => ({ text })) : []),
    ...ruleSentences(answers).map((text) => ({ text })),
    { text: absentSignText, bold: true, gap: 0.4 },
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
      ? `Measured: ${values.join(', ')}; rhythm ${rhythmText(measured.rhythm.regularity)}.`
      : 'Nothing could be measured.',
    ...(reasons.length > 0 ? [`Could not be measured: ${reasons.join(', ')}.`] : []),
  ];
}

function signSentences(criteria: Criterion[]): string[] {
  const { signs, confounders } = groupsOf(criteria);
  const of = (status: Criterion['status']) => signs.filter((sign) => sign.status === status);
  const [met, notMet, open] = [of('met'), of('not_met'), of('not_computable')];
  const imitating = confounders.filter(({ status }) => status === 'met');
  return [
    `Of ${signs.length} classical signs of pulmonary hypertension ${met.length} are met, ${notMet.length} are not met and ` +
      `${open.length} cannot be computed. Other conditions can imitate each of them.`,
    ...listed(
      'Met',
      met.map((sign) => `${sign.title} (${criterionValuesText(sign.values)})`),
    ),
    ...notComputable(open),
    ...listed(
      'Findings that imitate or hide signs',
      imitating.map(({ title }) => title),
    ),
  ];
}

/** By reason: often it is one for all. */
function notComputable(signs: Criterion[]): string[] {
  const codes = [...new Set(signs.map(({ reason }) => reason?.code ?? ''))];
  return codes.flatMap((code) => {
    const titles = signs.filter(({ reason }) => (reason?.code ?? '') === code).map(({ title }) => title);
    return listed(`Not computable (${plainReason(code).replace(/\.$/, '')})`, titles);
  });
}

/** Only where somebody gave the values that they need. */
function ruleSentences({ measurement: { result }, bedside }: RecordAnswers): string[] {
  const used = bedsideText(bedside);
  if (!result || !used) return [];
  const words = { met: 'met', not_met: 'not met', not_computable: 'not computable' };
  const rules = groupsOf(result.criteria).rules.map(({ title, status }) => `${title}: ${words[status]}`);
  return [`With ${used}: ${rules.join('; ')}.`];
}

function listed(title: string, parts: string[]): string[] {
  return parts.length > 0 ? [`${title}: ${parts.join('; ')}.`] : [];
}
