import type { BedsideValues, Criterion } from 'leadwise';
import { joined, say } from '../languages/translation';
import { bedsideText } from '../ui/bedside-text';
import { criterionReasonText, criterionTitle, criterionValuesText, groupsOf, metFirst, postTestSentence, statusText } from '../ui/criterion-text';
import type { TextLine } from './text-line';

/** Each sign with its status; one that cannot be computed says so and why. */
export function criterionLines(criteria: Criterion[], bedside: BedsideValues): TextLine[] {
  const { signs, rules, confounders } = groupsOf(criteria);
  const used = bedsideText(bedside);
  const rulesTitle = say('criteria-panel.rules');
  return [
    ...metFirst(signs).map(criterionLine),
    ...titled(used ? say('report.rules_with', { rules: rulesTitle, values: used }) : rulesTitle, rules),
    ...titled(say('criteria-panel.confounders'), confounders),
  ];
}

function titled(title: string, criteria: Criterion[]): TextLine[] {
  return criteria.length > 0 ? [{ text: title, bold: true, gap: 0.3 }, ...metFirst(criteria).map(criterionLine)] : [];
}

function criterionLine(criterion: Criterion): TextLine {
  const { status, values, reason } = criterion;
  const title = criterionTitle(criterion);
  const postTest = postTestSentence(criterion);
  const behind = reason
    ? `${criterionReasonText(reason).replace(/\.$/, '')} (${reason.code})`
    : [criterionValuesText(values), postTest && joined([postTest])].filter(Boolean).join('; ');
  return { label: statusText(status), text: behind ? `${title}: ${behind}` : title, bold: status === 'met' };
}
