import { say } from '../languages/translation';
import { mayBeReadLater } from '../screening/entry';
import type { Session } from '../screening/session';
import './list-progress.css';
import { countsByKind } from './list-order';
import { progressText, spokenProgress } from './list-text';

/** How many of the records are read, and what ends or continues it. */
export function ListProgress({ session }: { session: Session }) {
  const { entries, skippedCount } = session;
  const { all, waiting, question, failed } = countsByKind(entries);
  // Of one ECG its row says it.
  const isPlain = all === 1 && waiting + question + failed + skippedCount === 0;
  return (
    <div class="list-progress">
      <p class={isPlain ? 'visually-hidden' : 'quiet'}>
        {progressText(entries)}
        {skippedCount > 0 && ` ${say('list-progress.skipped', { count: skippedCount })}`}
      </p>
      {waiting > 0 && all > 1 && (
        <>
          <progress aria-label={say('list-progress.read')} max={all} value={all - waiting} />
          <StopButton session={session} />
        </>
      )}
      {waiting === 0 && all > 1 && entries.some(mayBeReadLater) && (
        <button type="button" onClick={() => void session.readFailedAgain()}>
          {say('list-progress.again')}
        </button>
      )}
      <p class="visually-hidden" role="status">
        {all > 0 && spokenProgress(entries)}
      </p>
    </div>
  );
}

function StopButton({ session }: { session: Session }) {
  return session.stopped ? (
    <button type="button" onClick={() => void session.resume()}>
      {say('list-progress.continue')}
    </button>
  ) : (
    <button type="button" onClick={() => session.stop()}>
      {say('list-progress.stop')}
    </button>
  );
}
