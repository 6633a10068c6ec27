/** A second-order section: y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]. */
export interface Biquad {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

/** Of two passes of order two: the -3 dB point of both together lies where that of one would be times this. */
const twoPassStretch = (Math.SQRT2 - 1) ** -0.25;

/**
 * A Butterworth low-pass of order two that is -3 dB at `cutoffHz` after it has run forward and backward. Formulas:
 * R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients", with Q = 1/√2; the bilinear
 * transform bends frequencies, so the cutoff is stretched where it is bent.
 */
export function designLowPass(cutoffHz: number, samplingRateHz: number): Biquad {
  const bent = Math.tan((Math.PI * cutoffHz) / samplingRateHz) * twoPassStretch;
  const omega = 2 * Math.atan(bent);
  const alpha = Math.sin(omega) * Math.SQRT1_2;
  const a0 = 1 + alpha;
  const b0 = (1 - Math.cos(omega)) / 2 / a0;
  return { b0, b1: 2 * b0, b2: b0, a1: (-2 * Math.cos(omega)) / a0, a2: (1 - alpha) / a0 };
}

/**
 * A notch whose -3 dB points lie `frequencyHz / quality` apart: S. J. Orfanidis, "Introduction to Signal Processing",
 * section 11.3, as SciPy's `iirnotch`.
 */
export function designNotch(frequencyHz: number, quality: number, samplingRateHz: number): Biquad {
  const omega = (2 * Math.PI * frequencyHz) / samplingRateHz;
  const gain = 1 / (1 + Math.tan(omega / quality / 2));
  const cosine = -2 * Math.cos(omega);
  return { b0: gain, b1: gain * cosine, b2: gain, a1: gain * cosine, a2: 2 * gain - 1 };
}

/** Odd extension at both ends, as SciPy's `sosfiltfilt` for one section. */
const padSamples = 9;

/** Forward and backward in place, so without delay: waves stay where they are. No sample may be missing. */
export function filterBothWays(section: Biquad, samples: Float64Array): void {
  const pad = Math.min(padSamples, samples.length - 1);
  if (pad < 1) return;
  const extended = extendOddly(samples, pad);
  filterOnce(section, extended);
  extended.reverse();
  filterOnce(section, extended);
  extended.reverse();
  samples.set(extended.subarray(pad, pad + samples.length));
}

function extendOddly(samples: Float64Array, pad: number): Float64Array {
  const extended = new Float64Array(samples.length + 2 * pad);
  extended.set(samples, pad);
  const [first, last] = [samples[0]!, samples.at(-1)!];
  for (let distance = 1; distance <= pad; ++distance) {
    extended[pad - distance] = 2 * first - samples[distance]!;
    extended[pad + samples.length - 1 + distance] = 2 * last - samples[samples.length - 1 - distance]!;
  }
  return extended;
}

/** Begins in the state in which the first sample has always been there. */
function filterOnce({ b0, b1, b2, a1, a2 }: Biquad, samples: Float64Array): void {
  const first = samples[0]!;
  const steady = (first * (b0 + b1 + b2)) / (1 + a1 + a2);
  let z1 = steady - b0 * first;
  let z2 = b2 * first - a2 * steady;
  for (let index = 0; index < samples.length; ++index) {
    const sample = samples[index]!;
    const out = b0 * sample + z1;
    z1 = b1 * sample - a1 * out + z2;
    z2 = b2 * sample - a2 * out;
    samples[index] = out;
  }
}
