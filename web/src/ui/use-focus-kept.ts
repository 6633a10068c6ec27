import { useEffect } from 'preact/hooks';

/** By then what moves the focus by itself has moved it: effects run within a tenth of a second. */
const settledMs = 100;

/**
 * A control that goes when it is used takes the focus with it, and whoever has no mouse would begin again at the top of the page: the
 * focus goes to the title of the shown record, and without one to "Open ECG files".
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: { element: Element; byKeys: boolean } | null = null;
    const keep = ({ target }: FocusEvent) => {
      if (target instanceof Element) last = { element: target, byKeys: target.matches(':focus-visible') };
    };
    // A press beside every control leaves the focus nowhere on purpose.
    const forget = () => (last = null);
    const observer = new MutationObserver(() => {
      if (!last || last.element.isConnected) return;
      const gone = last;
      setTimeout(() => last === gone && document.activeElement === document.body && focusInstead(gone.byKeys), settledMs);
    });
    document.addEventListener('focusin', keep);
    document.addEventListener('pointerdown', forget, true);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', keep);
      document.removeEventListener('pointerdown', forget, true);
      observer.disconnect();
    };
  }, []);
}

/** Whoever goes by keys must see where they are; under a mouse the page stays where it is. */
function focusInstead(byKeys: boolean): void {
  const instead = document.getElementById('record-title') ?? document.querySelector('.open-panel input');
  if (instead instanceof HTMLElement) instead.focus({ preventScroll: !byKeys });
}
