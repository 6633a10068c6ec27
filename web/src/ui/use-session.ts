import { useEffect, useReducer } from 'preact/hooks';
import type { Session } from '../screening/session';

/** A batch changes the session faster than anyone can look: changes within a frame are drawn together. */
const frameMs = 16;

/** Draws the component again when the session has changed. */
export function useSession(session: Session): void {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  useEffect(() => {
    let timer = 0;
    const draw = () => {
      timer = 0;
      redraw(null);
    };
    const changed = () => (timer ||= window.setTimeout(draw, frameMs));
    session.addEventListener('change', changed);
    return () => {
      session.removeEventListener('change', changed);
      window.clearTimeout(timer);
    };
  }, [session]);
}
