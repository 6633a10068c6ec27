import type { Criterion, Interval95 } from 'leadwise';
import { measurementTitle, valueText } from './measurement-text';

const statuses: Record<Criterion['status'], string> = {
  met: 'Met',
  not_met: 'Not met',
  not_computable: 'Not computable',
};

export function statusText(status: Criterion['status']): string {
  return statuses[status];
}

/** "QRS axis +104°, R V1 —" */
export function criterionValuesText(values: Criterion['values']): string {
  return Object.entries(values)
    .map(([name, value]) => `${measurementTitle(name)} ${value === null ? '—' : valueText(name, value)}`)
    .join(', ');
}

interface Group {
  title: string;
  names: string[];
}

/** Rules that need more than the ECG, and findings that are no signs but change what signs mean. */
const groups: { rules: Group; confounders: Group } = {
  rules: {
    title: 'Bedside rules',
    names: ['kovacs_2016_low_likelihood', 'bonderman_2011_low_likelihood'],
  },
  confounders: {
    title: 'Findings that imitate or hide signs',
    names: [
      'incomplete_right_bundle_branch_block',
      'complete_right_bundle_branch_block',
      'complete_left_bundle_branch_block',
      'pre_excitation',
    ],
  },
};

export interface CriterionGroups {
  signs: Criterion[];
  rules: Criterion[];
  confounders: Criterion[];
}

export function groupsOf(criteria: Criterion[]): CriterionGroups {
  const isIn = ({ names }: Group) => (criterion: Criterion) => names.includes(criterion.name);
  const rules = criteria.filter(isIn(groups.rules));
  const confounders = criteria.filter(isIn(groups.confounders));
  const signs = criteria.filter((criterion) => !rules.includes(criterion) && !confounders.includes(criterion));
  return { signs, rules, confounders };
}

export const rulesTitle = groups.rules.title;
export const confoundersTitle = groups.confounders.title;

/** Stands above every list of signs: none that is absent may reassure. */
export const absentSignText =
  'An absent sign does not exclude PH: many patients with PH have a normal ECG. If suspicion remains: echocardiography.';

/** Stands where the published figures are: they belong to other patients than the one at hand. */
export const evidenceText =
  'Each sign stands with what was published of it. The figures hold for those patients and that question only.';

/** Empty where no counts were published. */
export function likelihoodText({ likelihood_ratio: ratio }: Criterion): string {
  return ratio ? `${intervalText(ratio)}, among patients sent to catheterisation; not to be combined with other signs` : '';
}

/** Empty where no probability before it was given. */
export function postTestText({ post_test_probability_percent: percent }: Criterion): string {
  return percent ? `${intervalText(percent, ' %')} by Bayes’ rule, if this patient is like those of the study` : '';
}

function intervalText({ value, low, high }: Interval95, unit = ''): string {
  // Two digits would make a certainty of 99.6 %.
  const text = (number: number) => (unit && number > 99 ? 'over 99' : String(Number(number.toPrecision(2))));
  const [middle, least, most] = [text(value), text(low), text(high)];
  return `${middle}${unit} (95 % interval ${least} to ${most}${unit})`;
}
