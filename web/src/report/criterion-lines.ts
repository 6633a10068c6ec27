import type { BedsideValues, Criterion } from 'leadwise';
import { bedsideText } from '../ui/bedside-text';
import {
  confoundersTitle,
  criterionValuesText,
  groupsOf,
  postTestText,
  rulesTitle,
  statusText,
} from '../ui/criterion-text';
import { plainReason } from '../ui/reason-text';
import type { TextLine } from './text-line';

/** Each sign with its status; one that cannot be computed says so and why. */
export function criterionLines(criteria: Criterion[], bedside: BedsideValues): TextLine[] {
  const { signs, rules, confounders } = groupsOf(criteria);
  const used = bedsideText(bedside);
  return [
    ...signs.map(criterionLine),
    ...titled(used ? `${rulesTitle} (with ${used})` : rulesTitle, rules),
    ...titled(confoundersTitle, confounders),
  ];
}

function titled(title: string, criteria: Criterion[]): TextLine[] {
  return criteria.length > 0 ? [{ text: title, bold: true, gap: 0.3 }, ...criteria.map(criterionLine)] : [];
}

function criterionLine(criterion: Criterion): TextLine {
  const { title, status, values, reason } = criterion;
  const behind = reason
    ? `${plainReason(reason.code).replace(/\.$/, '')} (${reason.code})`
    : [criterionValuesText(values), postTestText(criterion)].filter(Boolean).join('; ');
  return { label: statusText(status), text: behind ? `${title}: ${behind}` : title, bold: status === 'met' };
}
