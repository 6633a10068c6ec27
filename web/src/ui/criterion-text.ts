import type { Criterion, Interval95, Reason } from 'leadwise';
import english from '../languages/en.json';
import type { PlainKey } from '../languages/keys';
import { keptTogether, numberText, percentSign } from '../languages/numbers';
import { type SafetySentence, safetySentence, say } from '../languages/translation';
import { measurementTitle, valueText } from './measurement-text';
import { plainReason } from './reason-text';

/** Signs are known by their names. One that is not says its own title, in English. */
export function criterionTitle({ name, title }: Criterion): string {
  return isTranslated({ name }) ? say(`criteria.${name}` as PlainKey) : title;
}

export function isTranslated({ name }: Pick<Criterion, 'name'>): boolean {
  return name in english.criteria;
}

export function statusText(status: Criterion['status']): string {
  return say(`criteria-panel.${status}`);
}

/** Why a sign is not computable, in a line: what imitates or hides it by its name. */
export function criterionReasonText({ code, message }: Reason): string {
  const [finding] = Object.entries(english.criteria).find(([, title]) => title === message) ?? [];
  if (code !== 'ConfoundedSign' || !finding) return plainReason(code);
  return say('criteria-panel.confounded', { finding: say(`criteria.${finding}` as PlainKey) });
}

/** What was found stands above what was not, and below both what nobody can say. */
export function metFirst(criteria: Criterion[]): Criterion[] {
  return statuses.flatMap((status) => criteria.filter((criterion) => criterion.status === status));
}

const statuses: Criterion['status'][] = ['met', 'not_met', 'not_computable'];

/** "QRS axis +104°, R V1 —" */
export function criterionValuesText(values: Criterion['values']): string {
  return Object.entries(values)
    .map(([name, value]) => keptTogether(`${measurementTitle(name)} ${value === null ? '—' : valueText(name, value)}`))
    .join(', ');
}

/** Rules that need more than the ECG, and findings that are no signs but change what signs mean. */
const groups = {
  rules: ['kovacs_2016_low_likelihood', 'bonderman_2011_low_likelihood'],
  confounders: [
    'incomplete_right_bundle_branch_block',
    'complete_right_bundle_branch_block',
    'complete_left_bundle_branch_block',
    'pre_excitation',
  ],
};

export interface CriterionGroups {
  signs: Criterion[];
  rules: Criterion[];
  confounders: Criterion[];
}

export function groupsOf(criteria: Criterion[]): CriterionGroups {
  const isIn = (names: string[]) => (criterion: Criterion) => names.includes(criterion.name);
  const rules = criteria.filter(isIn(groups.rules));
  const confounders = criteria.filter(isIn(groups.confounders));
  const signs = criteria.filter((criterion) => !rules.includes(criterion) && !confounders.includes(criterion));
  return { signs, rules, confounders };
}

/** Null where no counts were published. */
export function likelihoodSentence({ likelihood_ratio: ratio }: Criterion): SafetySentence | null {
  return ratio ? safetySentence('criteria-panel.likelihood_use', { interval: intervalText(ratio) }) : null;
}

/** Null where no probability before it was given. */
export function postTestSentence({ post_test_probability_percent: percent }: Criterion): SafetySentence | null {
  return percent ? safetySentence('criteria-panel.post_test_use', { interval: intervalText(percent, percentSign) }) : null;
}

function intervalText({ value, low, high }: Interval95, unit = ''): string {
  const text = unit ? boundedText : twoDigits;
  const [middle, least, most] = [text(value), text(low), text(high)];
  return say('criteria-panel.interval', { middle, least, most, unit });
}

/** Of a percentage: neither end is a certainty, and two digits would make one of 99.6 %. */
function boundedText(percent: number): string {
  if (percent < 0.1) return say('probability.under', { number: numberText(0.1) });
  return percent > 99 ? say('probability.over', { number: 99 }) : twoDigits(percent);
}

function twoDigits(number: number): string {
  return numberText(Number(number.toPrecision(2)));
}
