import type { PaperColours, PaperView } from './paper-canvas';
import type { PaperLayout, Strip } from './paper-layout';
import type { ReconstructedLead, Reconstruction } from './reconstruction';
import { type TraceScale, drawTrace } from './trace-line';

/** Three times as wide as the trace, which runs over it: where both agree it is a rim. */
const lineMm = 0.95;
const opacity = 0.8;
const overlapMm = 1;

interface Stretch {
  from: number;
  to: number;
  scale: TraceScale;
}

/** Draws the decoder's curve in every strip that shows its lead and time. */
export function drawReconstruction(
  context: CanvasRenderingContext2D,
  reconstruction: Reconstruction,
  { layout, pixelsPerMm, colours, view }: { layout: PaperLayout; pixelsPerMm: number; colours: PaperColours; view: PaperView },
): void {
  context.save();
  context.strokeStyle = colours.decoded;
  context.globalAlpha = opacity;
  context.lineWidth = Math.max(3, lineMm * pixelsPerMm);
  context.lineJoin = 'round';
  for (const strip of layout.strips) {
    const lead = strip.standardLead && reconstruction.leads[strip.standardLead];
    if (!lead) continue;
    const { from, to, scale } = stretchOf(strip, lead, reconstruction, { layout, pixelsPerMm, view });
    if (from >= to) continue;
    context.beginPath();
    drawTrace(context, isTurnedRound(strip) ? lead.samplesMv.map((mv) => -mv) : lead.samplesMv, from, to, scale);
    context.stroke();
  }
  context.restore();
}

/** −aVR shows the samples of aVR upside down. */
export function isTurnedRound({ lead, standardLead }: Strip): boolean {
  return lead.name === null && standardLead !== null;
}

/** Which of the curve's samples are on the strip and in view, and where they stand. */
export function stretchOf(
  strip: Strip,
  { samplesMv, meanMv }: ReconstructedLead,
  { startS, samplingRateHz }: Reconstruction,
  { layout, pixelsPerMm, view }: { layout: PaperLayout; pixelsPerMm: number; view: Pick<PaperView, 'leftMm' | 'rightMm'> },
): Stretch {
  const { mmPerSecond, mmPerMillivolt } = layout;
  const timeAt = (mm: number) => strip.startS + (mm - strip.xMm) / mmPerSecond;
  const fromS = Math.max(strip.startS, timeAt(view.leftMm - overlapMm));
  const toS = Math.min(strip.endS, timeAt(view.rightMm + overlapMm));
  return {
    from: Math.max(0, Math.ceil((fromS - startS) * samplingRateHz - 1e-6)),
    to: Math.min(samplesMv.length, Math.ceil((toS - startS) * samplingRateHz - 1e-6)),
    scale: {
      xOfFirst: (strip.xMm + (startS - strip.startS) * mmPerSecond) * pixelsPerMm,
      pixelsPerSample: (mmPerSecond / samplingRateHz) * pixelsPerMm,
      baselineY: strip.baselineMm * pixelsPerMm,
      centreMv: strip.centreMv - (isTurnedRound(strip) ? -meanMv : meanMv),
      pixelsPerMillivolt: mmPerMillivolt * pixelsPerMm,
    },
  };
}
