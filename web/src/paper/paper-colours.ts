import type { PaperColours } from './paper-canvas';

/** The colours of the page's style sheets, light or dark. */
export function coloursOf(element: Element): PaperColours {
  const style = getComputedStyle(element);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    paper: colour('--paper'),
    smallSquare: colour('--paper-small-square'),
    largeSquare: colour('--paper-large-square'),
    trace: colour('--paper-trace'),
    mark: colour('--paper-mark'),
    caliper: colour('--paper-caliper'),
    raised: colour('--paper-raised'),
    lowered: colour('--paper-lowered'),
    decoded: colour('--paper-decoded'),
    waves: { p: colour('--paper-p-wave'), qrs: colour('--paper-qrs-wave'), t: colour('--paper-t-wave') },
  };
}
