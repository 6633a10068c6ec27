import type { BedsideValues, Criterion } from 'leadwise';
import { bedsideText } from './bedside-text';
import { groupsOf } from './criterion-text';

const required = { code: 'BedsideValueRequired', message: '', offset: null } as const;

/**
 * What may be shown of criteria that were evaluated with bedside values: once others are asked for, what rested on those is not
 * computable, however long measuring anew takes.
 */
export function criteriaInForce(criteria: Criterion[], evaluated: BedsideValues, asked: BedsideValues): Criterion[] {
  if (evaluated === asked || bedsideText(evaluated) === '') return criteria;
  const { rules } = groupsOf(criteria);
  return criteria.map((criterion) =>
    rules.includes(criterion)
      ? { ...criterion, status: 'not_computable', values: {}, reason: required }
      : { ...criterion, post_test_probability_percent: null },
  );
}
