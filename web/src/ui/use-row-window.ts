import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { onResize } from './on-resize';

interface RowWindow {
  /** The rows from `first` up to before `last` are in view or nearly so. */
  first: number;
  last: number;
  rowPx: number;
}

/** Before anything was measured. */
const assumed = { scrolledPx: 0, heightPx: 600, rowPx: 48 };
const rowsAround = 4;

/** Which of `count` rows of one height are in view. */
export function useRowWindow(scroller: { current: HTMLElement | null }, count: number): RowWindow {
  const [view, setView] = useState(assumed);
  const look = () => {
    const box = scroller.current;
    const rowPx = box?.querySelector('li')?.offsetHeight || view.rowPx;
    if (!box || box.clientHeight === 0) return;
    const seen = { scrolledPx: box.scrollTop, heightPx: box.clientHeight, rowPx };
    setView((known) => (JSON.stringify(known) === JSON.stringify(seen) ? known : seen));
  };
  useLayoutEffect(look, [count]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const forget = onResize(box, look);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      forget();
      box.removeEventListener('scroll', look);
    };
  }, []);
  return {
    first: Math.max(0, Math.floor(view.scrolledPx / view.rowPx) - rowsAround),
    last: Math.min(count, Math.ceil((view.scrolledPx + view.heightPx) / view.rowPx) + rowsAround),
    rowPx: view.rowPx,
  };
}
