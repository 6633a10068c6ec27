import { say } from '../languages/translation';
import type { Session } from '../screening/session';
import './opening-status.css';

/** Of files that are still being listed and looked at; that of a few is over before it can be read. */
export function OpeningStatus({ session }: { session: Session }) {
  const { opening } = session;
  if (!opening) return null;
  const { looked, total } = opening;
  return (
    <div class="opening-status">
      <p>{total === null ? say('opening-status.listing') : say('opening-status.looking', { looked, total })}</p>
      <button type="button" onClick={() => session.stop()}>
        {say('opening-status.cancel')}
      </button>
    </div>
  );
}
