import { type PaperLayout, pageSeconds, rightMarginMm } from './paper-layout';
import { roundUpToSquare } from './paper-scale';
import type { Zoom } from './paper-settings';
import { truePixelsPerMm } from './screen-calibration';
import type { Screen } from './use-screen';

/** Below this many CSS pixels the small squares run into each other: the paper then scrolls sideways instead. */
const leastFittedCssPixels = 3.2;
const mostFittedCssPixels = 6;
/** How far a hand may go. */
const leastCssPixels = 1;
const mostCssPixels = 24;
/** Some phones refuse larger canvases. */
const mostCanvasPixels = 16e6;

/** Of the paper's frame, both sides. */
const borderCssPixels = 2;

/** What lies further right cannot be scrolled to: Firefox cuts elements off at 17.9 million CSS pixels, Chromium at 33.5 million. */
const longestCssPixels = 16e6;
const longestPixels = 32e6;

/** Canvas pixels to the mm, as many as asked for or as let the end of the recording be reached. */
export function pixelsPerMmFor(zoom: Zoom, layout: PaperLayout, screen: Screen): number {
  return Math.min(wantedPixelsPerMm(zoom, layout, screen), mostPixelsPerMm(layout, screen));
}

function mostPixelsPerMm({ widthMm }: PaperLayout, { pixelRatio }: Screen): number {
  return Math.min(longestCssPixels * pixelRatio, longestPixels) / widthMm;
}

function wantedPixelsPerMm(zoom: Zoom, layout: PaperLayout, screen: Screen): number {
  const fitted = () => fittedPixelsPerMm(layout, screen);
  if (zoom === 'fit') return fitted();
  return zoom === 'true' ? (truePixelsPerMm() ?? fitted()) : zoom.pixelsPerMm;
}

export function zoomedTo(pixelsPerMm: number, { pixelRatio }: Pick<Screen, 'pixelRatio'>): Zoom {
  const css = Math.min(Math.max(pixelsPerMm / pixelRatio, leastCssPixels), mostCssPixels);
  return { pixelsPerMm: css * pixelRatio };
}

/** Whole pixels to the mm, as many as let a page of ten seconds fit the width. */
function fittedPixelsPerMm(layout: PaperLayout, screen: Screen): number {
  const { widthCss, pixelRatio } = screen;
  const { rowStartMm, mmPerSecond, heightMm } = layout;
  const pageMm = rowStartMm + roundUpToSquare(pageSeconds * mmPerSecond) + rightMarginMm;
  const widthMm = Math.min(layout.widthMm, pageMm);
  const fitting = (widthCss - borderCssPixels) / widthMm;
  const css = Math.min(Math.max(fitting, leastFittedCssPixels), mostFittedCssPixels);
  const largest = Math.sqrt(mostCanvasPixels / (widthMm * heightMm));
  return Math.max(1, Math.floor(Math.min(css * pixelRatio, largest, mostPixelsPerMm(layout, screen))));
}
