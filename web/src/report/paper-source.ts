import { rowStartMmAt } from '../paper/paper-layout';
import { standardScale } from '../paper/paper-scale';

/** All that printed traces take from the paper on the screen: one scale, one centre of a lead, one place of its label. */
export const { mmPerMillivolt, mmPerSecond } = standardScale;
export const rowStartMm = rowStartMmAt(mmPerSecond);
export { withDerivedLeads, type DrawnLead } from '../paper/derived-leads';
export { leadTitle } from '../paper/shown-leads';
export { samplesBetween } from '../paper/paper-layout';
export { calibrationPulse, largeSquareMm, smallSquareMm } from '../paper/paper-scale';
export { labelFootMm, labelHeightMm, labelSecondsOf } from '../paper/strip-label';
export { centreOf, swingOf } from '../paper/swing';
