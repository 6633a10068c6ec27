import type { InspectResult } from 'leadwise';
import type { StatedFacts } from './protocol';

export function statedFacts({ device, patient, acquisition_time, paced }: InspectResult): StatedFacts {
  const { manufacturer, model } = device;
  // Some models bear the maker's name already.
  const named = manufacturer && model?.includes(manufacturer) ? [model] : [manufacturer, model];
  const { age_years, sex } = patient;
  return { age_years, sex, acquisition_time, device: named.filter(Boolean).join(' ') || null, paced };
}
