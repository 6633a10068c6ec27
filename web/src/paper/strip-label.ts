import type { DrawnLead } from './derived-leads';
import type { Swing } from './swing';

/** Letters of this height stand where no wave of the strip's beginning runs through them. */
export const labelHeightMm = 3.4;
/** How much of a strip stands under or over its label; that of a derived lead says so and is longer. */
export function labelSecondsOf({ derived }: DrawnLead): number {
  return derived ? 0.9 : 0.4;
}

const usualMm = 8.5;
/** Above higher waves a label would be taken for the row above: it then stands below. */
const highestMv = 1.5;
const clearanceMm = 1;

/** How far above the baseline the label's foot is; negative where it stands below. */
export function labelFootMm(beginning: Swing, mmPerMillivolt: number): number {
  const aboveMm = beginning.aboveMv * mmPerMillivolt + clearanceMm;
  if (beginning.aboveMv <= highestMv) return Math.max(usualMm, aboveMm);
  return -(beginning.belowMv * mmPerMillivolt + clearanceMm + labelHeightMm);
}
