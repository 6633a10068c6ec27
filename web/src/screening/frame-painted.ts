/** Nothing is painted in a tab that nobody sees. */
const mostMs = 100;

/** Resolves once what was changed before the call is on its way to the screen. */
export function framePainted(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, mostMs);
    requestAnimationFrame(() => setTimeout(resolve));
  });
}
