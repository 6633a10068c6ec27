import type { Attribution, LeadName } from 'leadwise';
import type { DrawnSignal } from './shown-leads';

/** What the model's decoder makes of the explained window, ready to be laid over the recording. */
export interface Reconstruction {
  startS: number;
  samplingRateHz: number;
  leads: Partial<Record<LeadName, ReconstructedLead>>;
}

export interface ReconstructedLead {
  /** From the lead's mean. */
  samplesMv: Float32Array;
  /** The recording's mean over the window: the model is given every lead without it. */
  meanMv: number;
  meanSquaredError: number;
}

/** Only of leads that are in the recording: there is nothing to compare the others with. */
export function reconstructionOf({ window, leads }: Attribution, signal: DrawnSignal): Reconstruction {
  const reconstruction: Reconstruction = { startS: window.start_s, samplingRateHz: window.sampling_rate_hz, leads: {} };
  const durationS = window.samples / window.sampling_rate_hz;
  for (const { name, samples_mv } of signal.leads) {
    const decoded = name && leads[name];
    if (!decoded) continue;
    const first = Math.round(window.start_s * signal.sampling_rate_hz);
    const recorded = samples_mv.subarray(first, first + Math.round(durationS * signal.sampling_rate_hz));
    reconstruction.leads[name] = {
      samplesMv: Float32Array.from(decoded.reconstruction_mv),
      meanMv: meanOf(recorded),
      meanSquaredError: decoded.reconstruction_mse,
    };
  }
  return reconstruction;
}

/** Of the samples that are there. */
function meanOf(samples: Float32Array): number {
  const there = samples.filter(Number.isFinite);
  return there.reduce((sum, sample) => sum + sample, 0) / (there.length || 1);
}
