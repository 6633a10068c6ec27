import type { BedsideValues } from 'leadwise';

/** "NT-proBNP 40 pg/ml, WHO class II"; empty where nothing was given. */
export function bedsideText(values: BedsideValues): string {
  const { nt_probnp_pg_per_ml, oxygen_saturation_percent, who_functional_class, pre_test_probability_percent } = values;
  const parts = [
    nt_probnp_pg_per_ml !== undefined && `NT-proBNP ${nt_probnp_pg_per_ml} pg/ml`,
    oxygen_saturation_percent !== undefined && `oxygen saturation ${oxygen_saturation_percent} %`,
    who_functional_class !== undefined && `WHO class ${['I', 'II', 'III', 'IV'][who_functional_class - 1]}`,
    pre_test_probability_percent !== undefined && `a probability of ${pre_test_probability_percent} % before the ECG`,
  ];
  return parts.filter(Boolean).join(', ');
}
