import { useEffect, useReducer } from 'preact/hooks';
import { say } from '../languages/translation';
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
          {say('update-note.ready')}{' '}
          <button type="button" onClick={() => updates.apply()}>
            {say(reading ? 'update-note.close_and_use' : 'update-note.use')}
          </button>
        </p>
      )}
    </div>
  );
}
