import { useEffect, useReducer } from 'preact/hooks';
import type { Session } from '../screening/session';

/** Draws the component again whenever the session has changed. */
export function useSession(session: Session): void {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    session.addEventListener('change', redraw as () => void);
    return () => session.removeEventListener('change', redraw as () => void);
  }, [session]);
}
