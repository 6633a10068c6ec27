import { useLayoutEffect, useState } from 'preact/hooks';
import { say } from '../languages/translation';
import type { OpeningProgress } from '../screening/file-opening';
import type { Session } from '../screening/session';
import './opening-status.css';

/** What is over sooner is not spoken of: a word about every file that is opened would only be in the way. */
const spokenAfterMs = 1000;

/** Of files that are still being listed and looked at; that of a few is over before it can be read. */
export function OpeningStatus({ session }: { session: Session }) {
  const { opening } = session;
  return (
    <>
      <SpokenStatus begun={opening !== null} />
      {opening && (
        <div class="opening-status">
          <p>{openingText(session.loading, opening)}</p>
          <button type="button" onClick={() => session.cancelOpening()}>
            {say('opening-status.cancel')}
          </button>
        </div>
      )}
    </>
  );
}

/** Says aloud that it has begun and that it has ended, not each number between. */
function SpokenStatus({ begun }: { begun: boolean }) {
  const [spoken, setSpoken] = useState(false);
  useLayoutEffect(() => {
    if (!begun) return;
    setSpoken(false);
    const timer = setTimeout(() => setSpoken(true), spokenAfterMs);
    return () => clearTimeout(timer);
  }, [begun]);
  const text = begun ? say('opening-status.begun') : say('opening-status.ended');
  return (
    <p class="visually-hidden" role="status">
      {spoken && text}
    </p>
  );
}

function openingText(loading: boolean, { looked, total }: OpeningProgress): string {
  if (loading) return say('opening-status.loading');
  return total === null ? say('opening-status.listing') : say('opening-status.looking', { looked, total });
}
