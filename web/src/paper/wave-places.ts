import type { LeadMarks, MeasureResult } from 'leadwise';
import type { PaperLayout, Strip } from './paper-layout';

export type Delineation = MeasureResult['delineation'];

export const waves = ['p', 'qrs', 't'] as const;
export type Wave = (typeof waves)[number];

export const waveTitles: Record<Wave, string> = { p: 'P', qrs: 'QRS', t: 'T' };

/** Where a wave of one beat stands on the paper; null for an edge that was not found or is not on this strip. */
export interface MarkedWave {
  wave: Wave;
  onMm: number | null;
  offMm: number | null;
  baselineMm: number;
}

/** Further from its R peak no wave of a beat lies. */
const beatReachS = 2;

/** The measured waves of every strip in its own lead, on the part of the paper from one place to another. */
export function placeWaves(
  { leads }: Delineation,
  layout: PaperLayout,
  { leftMm, rightMm }: { leftMm: number; rightMm: number },
): MarkedWave[] {
  const inView = (mm: number | null) => mm !== null && mm >= leftMm && mm <= rightMm;
  return layout.strips.flatMap((strip) => {
    const timeAt = (mm: number) => strip.startS + (mm - strip.xMm) / layout.mmPerSecond;
    const beats = strip.standardLead ? (leads[strip.standardLead] ?? []) : [];
    return beats
      .filter((marks) => isNear(marks, timeAt(leftMm), timeAt(rightMm)))
      .flatMap((marks) => waves.map((wave) => placeWave(wave, marks, strip, layout.mmPerSecond)))
      .filter(({ onMm, offMm }) => inView(onMm) || inView(offMm) || covers(onMm, offMm, leftMm));
  });
}

/** Long recordings have thousands of beats; few of them are looked at more closely. */
function isNear(marks: LeadMarks, fromS: number, toS: number): boolean {
  const beatS = marks.r_peak_s ?? marks.qrs_on_s ?? marks.t_on_s ?? marks.p_on_s ?? marks.t_off_s ?? marks.p_off_s;
  return beatS !== null && beatS > fromS - beatReachS && beatS < toS + beatReachS;
}

function placeWave(wave: Wave, marks: LeadMarks, strip: Strip, mmPerSecond: number): MarkedWave {
  const mmOf = (timeS: number | null) => {
    const isOn = timeS !== null && timeS >= strip.startS && timeS < strip.endS;
    return isOn ? strip.xMm + (timeS - strip.startS) * mmPerSecond : null;
  };
  const { baselineMm } = strip;
  return { wave, onMm: mmOf(marks[`${wave}_on_s`]), offMm: mmOf(marks[`${wave}_off_s`]), baselineMm };
}

function covers(onMm: number | null, offMm: number | null, mm: number): boolean {
  return onMm !== null && offMm !== null && onMm < mm && mm < offMm;
}
