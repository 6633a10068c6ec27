/** Tells of every new size of an element, where the browser can only tell it of the window of that. Gives what ends it. */
export function onResize(element: HTMLElement | null, act: () => void): () => void {
  if (typeof ResizeObserver === 'undefined') {
    window.addEventListener('resize', act);
    return () => window.removeEventListener('resize', act);
  }
  const sizes = new ResizeObserver(act);
  if (element) sizes.observe(element);
  return () => sizes.disconnect();
}
