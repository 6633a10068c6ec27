import type { Attribution, LeadName } from 'leadwise';

/** What the model's score rests on, in steps that are as fine as a model may be trusted with: its filters are some 10 ms wide. */
export interface AttributionBins {
  /** Of the explained window, in the record. */
  startS: number;
  binS: number;
  /** The sums of the samples' shares, one a bin, in log odds. */
  leads: Partial<Record<LeadName, Float64Array>>;
  /** The largest of all, without its sign; where it stands. */
  strongest: { share: number; lead: LeadName | null; atS: number };
}

const samplesInBin = 10;

export function binsOf({ window, leads }: Attribution): AttributionBins {
  const binS = samplesInBin / window.sampling_rate_hz;
  const bins: AttributionBins = {
    startS: window.start_s,
    binS,
    leads: {},
    strongest: { share: 0, lead: null, atS: window.start_s },
  };
  for (const [name, { samples }] of Object.entries(leads)) {
    const lead = name as LeadName;
    const sums = sumsOf(samples);
    bins.leads[lead] = sums;
    sums.forEach((share, place) => {
      if (Math.abs(share) > Math.abs(bins.strongest.share)) {
        bins.strongest = { share, lead, atS: window.start_s + place * binS };
      }
    });
  }
  return bins;
}

function sumsOf(samples: number[]): Float64Array {
  const sums = new Float64Array(Math.ceil(samples.length / samplesInBin));
  samples.forEach((share, place) => (sums[Math.floor(place / samplesInBin)]! += share));
  return sums;
}
