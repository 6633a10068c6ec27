import type { RecordLead } from 'leadwise';
import { type Biquad, designLowPass, designNotch, filterBothWays } from './biquad';
import type { DrawnSignal } from './shown-leads';

/** A choice of how the trace is drawn. Nothing is ever measured or screened with it. */
export interface DisplayFilter {
  lowPass: boolean;
  /** Null for none. */
  mainsHz: 50 | 60 | null;
}

export const lowPassHz = 40;
/** 1.7 Hz wide at 50 Hz: mains keep to their frequency more closely. */
const notchQuality = 30;

export const unfiltered: DisplayFilter = { lowPass: false, mainsHz: null };

export function isOn({ lowPass, mainsHz }: DisplayFilter): boolean {
  return lowPass || mainsHz !== null;
}

/** A signal holds nothing at and above half its rate. */
export function canFilter(frequencyHz: number, samplingRateHz: number): boolean {
  return 2 * frequencyHz < samplingRateHz;
}

/** The same signal, its leads filtered; itself where no filter is on. */
export function filteredSignal(signal: DrawnSignal, filter: DisplayFilter): DrawnSignal {
  const sections = sectionsOf(filter, signal.sampling_rate_hz);
  if (sections.length === 0) return signal;
  return { ...signal, leads: signal.leads.map((lead) => filteredLead(lead, sections)) };
}

function sectionsOf({ lowPass, mainsHz }: DisplayFilter, rateHz: number): Biquad[] {
  return [
    ...(lowPass && canFilter(lowPassHz, rateHz) ? [designLowPass(lowPassHz, rateHz)] : []),
    ...(mainsHz !== null && canFilter(mainsHz, rateHz) ? [designNotch(mainsHz, notchQuality, rateHz)] : []),
  ];
}

/** Each stretch between gaps by itself: nothing is invented for missing samples. */
function filteredLead(lead: RecordLead, sections: Biquad[]): RecordLead {
  const samples_mv = new Float32Array(lead.samples_mv);
  for (const { from, to } of stretchesWithoutGaps(samples_mv)) {
    const stretch = new Float64Array(samples_mv.subarray(from, to));
    for (const section of sections) filterBothWays(section, stretch);
    samples_mv.set(stretch, from);
  }
  return { ...lead, samples_mv };
}

function stretchesWithoutGaps(samples: Float32Array): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let from = 0;
  for (let index = 0; index <= samples.length; ++index) {
    if (index < samples.length && Number.isFinite(samples[index])) continue;
    if (index > from) stretches.push({ from, to: index });
    from = index + 1;
  }
  return stretches;
}
