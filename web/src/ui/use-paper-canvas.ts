import { useEffect, useRef, useState } from 'preact/hooks';
import type { PaperColours } from './paper-drawing';
import type { PaperLayout } from './paper-layout';

/** Below this many CSS pixels the small squares run into each other: the paper then scrolls sideways instead. */
const leastCssPixelsPerMm = 3.2;
const mostCssPixelsPerMm = 6;
/** Some phones refuse larger canvases. */
const mostCanvasPixels = 16e6;

/** Whole device pixels to the mm, as many as fit the width. */
export function pixelsPerMmFor(
  availableCssPixels: number,
  { widthMm, heightMm }: PaperLayout,
  pixelRatio: number,
): number {
  const fitting = availableCssPixels / widthMm;
  const css = Math.min(Math.max(fitting, leastCssPixelsPerMm), mostCssPixelsPerMm);
  const largest = Math.sqrt(mostCanvasPixels / (widthMm * heightMm));
  return Math.max(1, Math.floor(Math.min(css * pixelRatio, largest)));
}

export function coloursOf(element: Element): PaperColours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: colour('--paper'),
    smallSquare: colour('--paper-small-square'),
    largeSquare: colour('--paper-large-square'),
    trace: colour('--paper-trace'),
    mark: colour('--paper-mark'),
  };
}

/** Counts up whenever the paper must be drawn anew: another width, screen or colour scheme. */
export function useScreenChanges(): { figure: { current: HTMLElement | null }; changes: number } {
  const figure = useRef<HTMLElement>(null);
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    const changed = () => setChanges((count) => count + 1);
    const sizes = new ResizeObserver(changed);
    if (figure.current) sizes.observe(figure.current);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', changed);
    return () => {
      sizes.disconnect();
      dark.removeEventListener('change', changed);
    };
  }, []);
  // A page zoom or another screen changes the pixel ratio; the query matches only the present one.
  useEffect(() => {
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    const changed = () => setChanges((count) => count + 1);
    ratio.addEventListener('change', changed, { once: true });
    return () => ratio.removeEventListener('change', changed);
  }, [changes]);
  return { figure, changes };
}
