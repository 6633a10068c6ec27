/** What the page tells a service worker that waits. */
export const takeOver = 'take over';
