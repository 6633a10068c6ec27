import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { onResize } from '../ui/on-resize';

export interface Screen {
  /** Of the paper's frame. */
  widthCss: number;
  pixelRatio: number;
  /** Counts up whenever the paper must be drawn anew: another width, screen, magnification or colour scheme. */
  changes: number;
}

export function useScreen(): { figure: { current: HTMLElement | null }; screen: Screen } {
  const figure = useRef<HTMLElement>(null);
  const [screen, setScreen] = useState<Screen>({ widthCss: 0, pixelRatio: 1, changes: 0 });
  const read = () =>
    setScreen(({ changes }) => ({
      widthCss: figure.current?.clientWidth ?? 0,
      pixelRatio: devicePixelRatio,
      changes: changes + 1,
    }));
  /** An observer also tells of a size that was read before it began. */
  const readSize = () => {
    const widthCss = figure.current?.clientWidth ?? 0;
    setScreen((known) =>
      known.widthCss === widthCss && known.pixelRatio === devicePixelRatio
        ? known
        : { widthCss, pixelRatio: devicePixelRatio, changes: known.changes + 1 },
    );
  };
  useLayoutEffect(read, []);
  useEffect(() => {
    const forget = onResize(figure.current, readSize);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', read);
    window.visualViewport?.addEventListener('resize', read);
    // Where browsers tell it: the window has gone to another screen.
    const place = window.screen instanceof EventTarget ? window.screen : null;
    place?.addEventListener('change', read);
    return () => {
      forget();
      dark.removeEventListener('change', read);
      window.visualViewport?.removeEventListener('resize', read);
      place?.removeEventListener('change', read);
    };
  }, []);
  // A page zoom or another screen changes the pixel ratio; the query matches only the present one.
  useEffect(() => {
    const ratio = matchMedia(`(resolution: ${screen.pixelRatio}dppx)`);
    ratio.addEventListener('change', read, { once: true });
    return () => ratio.removeEventListener('change', read);
  }, [screen.pixelRatio]);
  return { figure, screen };
}
