import type { ObservationComponent, Quantity } from 'fhir/r4';
import { ownCode } from './fhir-codes';
import { ucum } from './fhir-quantities';
import type { WindowSpread } from './window-spread';

/** Of a long recording: of how many windows it is the median, and how far they differ. */
export function spreadComponents(
  codes: 'score' | 'probability',
  spread: WindowSpread | null,
  quantityOf: (value: number) => Quantity,
): ObservationComponent[] {
  if (!spread) return [];
  const component = (code: string, text: string, valueQuantity: Quantity) => ({
    code: { coding: [ownCode(codes, code)], text },
    valueQuantity,
  });
  return [
    component('windows', 'windows of 10 s', { value: spread.count, system: ucum, code: '1' }),
    component('lowest_window', 'lowest of a window', quantityOf(spread.lowest)),
    component('highest_window', 'highest of a window', quantityOf(spread.highest)),
  ];
}
