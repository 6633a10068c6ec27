import type { RefObject } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Calipers, type March, firstCalipers, marchOf, onPaper, placeMm } from './calipers';
import type { PaperLayout, Strip } from './paper-layout';

export interface PlacedCalipers {
  calipers: Calipers;
  strip: Strip;
  march: March | null;
}

interface CaliperPlace {
  box: RefObject<HTMLElement>;
  layout: PaperLayout;
  rateHz: number;
  cssPixelsPerMm: number;
}

const sightCssPixels = 40;

/** The calipers on the paper as it now is; null where they are off or there is nothing to measure. */
export function useCalipers(on: boolean, place: CaliperPlace) {
  const { layout, rateHz } = place;
  const [put, setPut] = useState<Calipers | null>(null);
  const shown = useMemo((): PlacedCalipers | null => {
    if (!on || !put) return null;
    const calipers = onPaper(put, layout, rateHz);
    const strip = layout.strips[calipers.strip];
    return strip ? { calipers, strip, march: marchOf(calipers, strip, layout) } : null;
  }, [on, put, layout, rateHz]);
  return {
    shown,
    put: () => setPut(firstCalipers(layout, rateHz, middleS(place))),
    change: (calipers: Calipers) => {
      setPut(calipers);
      if (shown) keepInSight(shown, calipers, place);
    },
  };
}

function middleS({ box, layout, cssPixelsPerMm }: CaliperPlace): number {
  const middleCss = box.current ? box.current.scrollLeft + box.current.clientWidth / 2 : 0;
  return layout.startS + (middleCss / cssPixelsPerMm - layout.rowStartMm) / layout.mmPerSecond;
}

/** The time that moved, where a key took it out of the frame. */
function keepInSight({ calipers: before, strip }: PlacedCalipers, after: Calipers, place: CaliperPlace): void {
  const { box, layout, cssPixelsPerMm } = place;
  if (!box.current || before.strip !== after.strip) return;
  const movedS = after.fromS === before.fromS ? after.toS : after.fromS;
  if (movedS === before.toS) return;
  const atCss = placeMm(strip, layout, movedS) * cssPixelsPerMm;
  const { scrollLeft, clientWidth } = box.current;
  if (atCss < scrollLeft + 1) box.current.scrollLeft = atCss - sightCssPixels;
  else if (atCss > scrollLeft + clientWidth - 1) box.current.scrollLeft = atCss - clientWidth + sightCssPixels;
}
