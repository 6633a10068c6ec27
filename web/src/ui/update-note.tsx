import { say } from '../languages/translation';
import type { Updates } from '../offline/updates';
import './update-note.css';
import { useUpdates } from './use-updates';

interface Props {
  updates: Updates;
  /** ECGs are open: they would be gone. */
  reading: boolean;
}

/** Says that a newer version is there. It is never used before its reader has asked for it or closed the page. */
export function UpdateNote({ updates, reading }: Props) {
  useUpdates(updates);
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
