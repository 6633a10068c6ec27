import type { Session } from '../screening/session';
import './opening-status.css';

/** Of files that are still being listed and looked at; that of a few is over before it can be read. */
export function OpeningStatus({ session }: { session: Session }) {
  const { opening } = session;
  if (!opening) return null;
  const { looked, total } = opening;
  return (
    <div class="opening-status">
      <p>{total === null ? 'Listing files…' : `Looking at ${count(looked)} of ${count(total)} files…`}</p>
      <button type="button" onClick={() => session.stop()}>
        Cancel
      </button>
    </div>
  );
}

function count(files: number): string {
  return files.toLocaleString('en');
}
