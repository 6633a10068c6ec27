/** What a trace is drawn with: a canvas's context, or a test that listens. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** How samples become pixels. */
export interface TraceScale {
  xOfFirst: number;
  pixelsPerSample: number;
  /** Of `centreMv`. */
  baselineY: number;
  centreMv: number;
  pixelsPerMillivolt: number;
}

/** With fewer samples to a column than this, all are drawn. */
const leastDecimated = 2;

/**
 * Draws samples `from` to `to`. Where many fall into one column of pixels only its lowest and highest are drawn, in the
 * order in which they come: no peak is lost. Missing samples are gaps; a lone sample between two gaps is a dot.
 */
export function drawTrace(pen: Pen, samples: Float32Array, from: number, to: number, scale: TraceScale): void {
  if (scale.pixelsPerSample * leastDecimated > 1) drawAll(pen, samples, from, to, scale);
  else drawExtremes(pen, samples, from, to, scale);
}

function drawAll(pen: Pen, samples: Float32Array, from: number, to: number, scale: TraceScale): void {
  let penDown = false;
  for (let index = from; index < to; ++index) {
    penDown = drawSample(pen, samples, index, scale, penDown);
  }
}

/** Columns are those of the whole paper, so that panning does not make the trace flicker. */
function drawExtremes(pen: Pen, samples: Float32Array, from: number, to: number, scale: TraceScale): void {
  let penDown = false;
  let index = from;
  while (index < to) {
    const column = columnOf(index, scale);
    let [lowest, highest] = [index, index];
    let end = index;
    while (end < to && Number.isFinite(samples[end]) && columnOf(end, scale) === column) {
      if (samples[end]! < samples[lowest]!) lowest = end;
      if (samples[end]! > samples[highest]!) highest = end;
      ++end;
    }
    if (end > index) {
      penDown = drawSample(pen, samples, Math.min(lowest, highest), scale, penDown);
      if (lowest !== highest) drawSample(pen, samples, Math.max(lowest, highest), scale, true);
    }
    if (end < to && !Number.isFinite(samples[end])) {
      penDown = false;
      ++end;
    }
    index = end;
  }
}

function columnOf(index: number, { xOfFirst, pixelsPerSample }: TraceScale): number {
  return Math.floor(xOfFirst + index * pixelsPerSample);
}

/** Whether the pen is down afterwards. */
function drawSample(pen: Pen, samples: Float32Array, index: number, scale: TraceScale, penDown: boolean): boolean {
  const sample = samples[index]!;
  if (!Number.isFinite(sample)) return false;
  const x = scale.xOfFirst + index * scale.pixelsPerSample;
  const y = scale.baselineY - (sample - scale.centreMv) * scale.pixelsPerMillivolt;
  if (!penDown) pen.moveTo(x, y);
  pen.lineTo(x, y);
  return true;
}
