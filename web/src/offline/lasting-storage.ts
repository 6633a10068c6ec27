/**
 * Browsers throw away what a site has them keep when room is short, and some when it was long not visited, unless they were asked not to.
 * Most decide by themselves. Firefox asks its user: of a page that is not installed the question would come out of the blue.
 */
export function askForLastingStorage(): void {
  const asksUser = /Firefox\//.test(navigator.userAgent);
  if (asksUser && !matchMedia('(display-mode: standalone)').matches) return;
  // Absent over plain http and in older browsers.
  navigator.storage?.persist?.().catch(() => undefined);
}
