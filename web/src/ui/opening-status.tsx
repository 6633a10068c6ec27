import { say } from '../languages/translation';
import type { OpeningProgress } from '../screening/file-opening';
import type { Session } from '../screening/session';
import './opening-status.css';

/** Of files that are still being listed and looked at; that of a few is over before it can be read. */
export function OpeningStatus({ session }: { session: Session }) {
  const { opening } = session;
  if (!opening) return null;
  return (
    <div class="opening-status">
      <p>{openingText(session.loading, opening)}</p>
      <button type="button" onClick={() => session.stop()}>
        {say('opening-status.cancel')}
      </button>
    </div>
  );
}

function openingText(loading: boolean, { looked, total }: OpeningProgress): string {
  if (loading) return say('opening-status.loading');
  return total === null ? say('opening-status.listing') : say('opening-status.looking', { looked, total });
}
