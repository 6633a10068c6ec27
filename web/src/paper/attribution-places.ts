import type { AttributionBins } from './attribution-bins';
import type { PaperView } from './paper-canvas';
import type { PaperLayout, Strip } from './paper-layout';

/** One bin on the paper: where it stands, and how far it reaches. */
export interface AttributionMark {
  strip: Strip;
  fromMm: number;
  toMm: number;
  /** -1 to 1, of the strongest of the window: above 0 it raised the score, below it lowered it. */
  share: number;
}

/** Less than this of the strongest cannot be seen. */
const leastShare = 0.02;

/**
 * The bins of every strip in its own lead and time, as far as they are in view. A lead that is drawn the other way round
 * (−aVR) keeps its signs: they are the score's, not the trace's.
 */
export function placeAttribution(
  bins: AttributionBins,
  layout: PaperLayout,
  view: Pick<PaperView, 'leftMm' | 'rightMm'>,
): AttributionMark[] {
  const strongest = Math.abs(bins.strongest.share);
  if (strongest === 0) return [];
  return layout.strips.flatMap((strip) => {
    const shares = strip.standardLead && bins.leads[strip.standardLead];
    return shares ? marksOf(shares, strongest, { bins, strip, layout, view }) : [];
  });
}

interface Place {
  bins: AttributionBins;
  strip: Strip;
  layout: PaperLayout;
  view: Pick<PaperView, 'leftMm' | 'rightMm'>;
}

function marksOf(shares: Float64Array, strongest: number, { bins, strip, layout, view }: Place): AttributionMark[] {
  const mmAt = (timeS: number) => strip.xMm + (timeS - strip.startS) * layout.mmPerSecond;
  const marks: AttributionMark[] = [];
  shares.forEach((value, place) => {
    const fromS = Math.max(strip.startS, bins.startS + place * bins.binS);
    const toS = Math.min(strip.endS, bins.startS + (place + 1) * bins.binS);
    const share = value / strongest;
    if (toS - fromS < 1e-9 || Math.abs(share) < leastShare) return;
    const [fromMm, toMm] = [mmAt(fromS), mmAt(toS)];
    if (toMm >= view.leftMm && fromMm <= view.rightMm) marks.push({ strip, fromMm, toMm, share });
  });
  return marks;
}
