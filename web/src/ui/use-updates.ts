import { useEffect, useReducer } from 'preact/hooks';
import type { Updates } from '../offline/updates';

/** Draws the component again when something has changed about what the browser keeps of the page. */
export function useUpdates(updates: Updates): void {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  useEffect(() => {
    const changed = () => redraw(null);
    updates.addEventListener('change', changed);
    return () => updates.removeEventListener('change', changed);
  }, [updates]);
}
