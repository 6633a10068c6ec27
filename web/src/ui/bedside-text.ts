import type { BedsideValues } from 'leadwise';
import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';

/** "NT-proBNP 40 pg/ml, WHO class II"; empty where nothing was given. */
export function bedsideText(values: BedsideValues): string {
  const { nt_probnp_pg_per_ml, oxygen_saturation_percent, who_functional_class, pre_test_probability_percent } = values;
  const parts = [
    nt_probnp_pg_per_ml !== undefined && say('bedside-form.given_nt_probnp', { value: numberText(nt_probnp_pg_per_ml) }),
    oxygen_saturation_percent !== undefined &&
      say('bedside-form.given_oxygen_saturation', { value: numberText(oxygen_saturation_percent) }),
    who_functional_class !== undefined &&
      say('bedside-form.given_who_class', { value: ['I', 'II', 'III', 'IV'][who_functional_class - 1] ?? '' }),
    pre_test_probability_percent !== undefined &&
      say('bedside-form.given_pre_test', { value: numberText(pre_test_probability_percent) }),
  ];
  return parts.filter(Boolean).join(', ');
}
