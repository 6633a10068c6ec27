/** All that printed traces take from the paper on the screen: one scale, one centre of a lead, one place of its label. */
export { rowStartMm, samplesBetween } from '../ui/paper-layout';
export { calibrationPulse, largeSquareMm, mmPerMillivolt, mmPerSecond, smallSquareMm } from '../ui/paper-scale';
export { labelFootMm, labelHeightMm, labelSeconds } from '../ui/strip-label';
export { swingOf } from '../ui/swing';
