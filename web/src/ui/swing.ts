/** How far a strip reaches above and below the lead's centre, in mV. */
export interface Swing {
  centreMv: number;
  aboveMv: number;
  belowMv: number;
}

/**
 * The centre is the median of the whole page, so that a lead has one and the same offset wherever it is drawn; the
 * reach is that of the strip. Missing (and infinite) samples count for nothing.
 */
export function swingOf(page: Float32Array, strip: Float32Array): Swing {
  const centreMv = medianOf(page);
  let highest = centreMv;
  let lowest = centreMv;
  for (const sample of strip) {
    if (!Number.isFinite(sample)) continue;
    highest = Math.max(highest, sample);
    lowest = Math.min(lowest, sample);
  }
  return { centreMv, aboveMv: highest - centreMv, belowMv: centreMv - lowest };
}

function medianOf(samples: Float32Array): number {
  const sorted = samples.filter(Number.isFinite).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
