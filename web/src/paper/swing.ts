/** How far a strip reaches above and below the lead's centre, in mV. */
export interface Swing {
  centreMv: number;
  aboveMv: number;
  belowMv: number;
}

/** Enough for the median of ten seconds at any rate; of more, evenly picked samples say the same. */
const mostSamplesSorted = 20_000;

/** The reach of a stretch of a lead from its centre. Missing (and infinite) samples count for nothing. */
export function swingOf(centreMv: number, stretch: Float32Array): Swing {
  let highest = centreMv;
  let lowest = centreMv;
  for (const sample of stretch) {
    if (!Number.isFinite(sample)) continue;
    if (sample > highest) highest = sample;
    if (sample < lowest) lowest = sample;
  }
  return { centreMv, aboveMv: highest - centreMv, belowMv: centreMv - lowest };
}

/** The median of all that is shown of a lead: it has one and the same offset wherever it is drawn. */
export function centreOf(samples: Float32Array): number {
  const step = Math.ceil(samples.length / mostSamplesSorted) || 1;
  const picked = new Float32Array(Math.floor(samples.length / step));
  let count = 0;
  for (let index = 0; index < picked.length; ++index) {
    const sample = samples[index * step]!;
    if (Number.isFinite(sample)) picked[count++] = sample;
  }
  const sorted = picked.subarray(0, count).sort();
  return sorted[count >> 1] ?? 0;
}
