import type { Quantity } from 'fhir/r4';

export const ucum = 'http://unitsofmeasure.org';

export function scoreQuantity(value: number): Quantity {
  return { value, unit: 'of 100', system: ucum, code: '{score}' };
}

export function percentQuantity(value: number): Quantity {
  return { value, unit: '%', system: ucum, code: '%' };
}
