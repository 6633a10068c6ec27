/** The page draws changes of the session together, after this long at most (`use-session.ts`). */
const drawnAfterMs = 20;
/** Nothing is painted in a tab that nobody sees. */
const mostMs = 150;

/** Resolves once what changed of the session by now is on its way to the screen. */
export function framePainted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, mostMs);
    setTimeout(() => requestAnimationFrame(() => setTimeout(resolve)), drawnAfterMs);
  });
}
