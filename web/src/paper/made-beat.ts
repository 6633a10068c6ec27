import type { EcgRecord, LeadName, RecordGroup, RepresentativeBeat } from 'leadwise';
import type { DrawnLead } from './derived-leads';
import type { Delineation } from './wave-places';

/** The average beat that was made for measuring, beside those that devices store. */
export interface MadeBeat extends RecordGroup {
  beatCount: number;
  /** Its measured waves, as of a recording of one beat. */
  marks: Delineation;
}

/** Null where no beat could be averaged, or its samples were not asked for. Its leads that the record lacks are derived ones. */
export function madeBeatOf(beat: RepresentativeBeat | null, { leads: recorded }: Pick<EcgRecord, 'leads'>): MadeBeat | null {
  if (!beat?.samples_mv || !beat.sampling_rate_hz) return null;
  const leads = Object.entries(beat.samples_mv).map(([name, samples]): DrawnLead => {
    const samples_mv = Float32Array.from(samples, (sample) => sample ?? NaN);
    const lead = { name: name as LeadName, label: name, samples_mv };
    return recorded.some((other) => other.name === name) ? lead : { ...lead, derived: true };
  });
  const marks = Object.fromEntries(Object.entries(beat.leads).map(([name, lead]) => [name, [lead]]));
  return {
    label: '',
    sampling_rate_hz: beat.sampling_rate_hz,
    leads,
    beatCount: beat.beat_count,
    marks: { global: [beat.global], leads: marks },
  };
}

export function isMade(beat: RecordGroup | null): beat is MadeBeat {
  return beat !== null && 'beatCount' in beat;
}

/** The record with the made beat first among its average beats: it is what the measured values are of. */
export function withMadeBeat(record: EcgRecord, beat: MadeBeat | null): EcgRecord {
  return beat ? { ...record, average_beats: [beat, ...record.average_beats] } : record;
}

/** A beat is made anew whenever the record is measured: what was chosen is the one that there is now. */
export function currentBeat({ average_beats }: EcgRecord, chosen: RecordGroup | null): RecordGroup | null {
  if (isMade(chosen)) return average_beats.find(isMade) ?? null;
  return chosen && average_beats.includes(chosen) ? chosen : null;
}
