import { useEffect, useReducer } from 'preact/hooks';
import type { Updates } from '../offline/updates';
import './update-note.css';

interface Props {
  updates: Updates;
  /** ECGs are open: they would be gone. */
  reading: boolean;
}

/** Says that a newer version is there. It is never used before its reader has asked for it or closed the page. */
export function UpdateNote({ updates, reading }: Props) {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  useEffect(() => {
    const changed = () => redraw(null);
    updates.addEventListener('change', changed);
    return () => updates.removeEventListener('change', changed);
  }, [updates]);
  return (
    <div role="status" class="update-note">
      {updates.waiting && (
        <p>
          A newer version of Leadwise is ready. It is used once all tabs of this page have been closed.{' '}
          <button type="button" onClick={() => updates.apply()}>
            {reading ? 'Close the ECGs and use it now' : 'Use it now'}
          </button>
        </p>
      )}
    </div>
  );
}
