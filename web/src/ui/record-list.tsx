import { useMemo } from 'preact/hooks';
import type { Entry, Session } from '../screening/session';
import './record-list.css';
import { statusOf } from './status-text';
import { TableExport } from './table-export';

export function RecordList({ session }: { session: Session }) {
  const { entries, skippedCount } = session;
  if (entries.length === 0 && skippedCount === 0) return null;
  return (
    <section class="card record-list" aria-labelledby="list-title">
      <div class="record-list-head">
        <div>
          <h2 id="list-title">Opened ECGs</h2>
          <p class="quiet" role="status">
            {progressOf(entries)}
            {skippedCount > 0 && ` ${skippedCount} skipped: not an ECG.`}
          </p>
        </div>
        <button type="button" onClick={() => session.clear()}>
          Close all
        </button>
      </div>
      <ul>
        {entries.map((entry) => (
          <RecordRow key={entry.id} entry={entry} session={session} />
        ))}
      </ul>
      <TableExport session={session} />
    </section>
  );
}

/** Kept as it is while its entry is: of a thousand rows few change at a time. */
function RecordRow({ entry, session }: { entry: Entry; session: Session }) {
  const shown = entry.id === session.selectedId;
  return useMemo(() => <li>{rowButton(entry, shown, () => session.select(entry.id))}</li>, [entry, shown]);
}

function rowButton(entry: Entry, shown: boolean, select: () => void) {
  const { text, kind } = statusOf(entry.state);
  return (
    <button type="button" aria-current={shown} onClick={select}>
      <span class="record-name">
        {entry.name}
        {entry.folder && <span class="quiet">{entry.folder.split('/').at(-1)}</span>}
      </span>
      <span class={`record-status record-status-${kind}`}>{text}</span>
    </button>
  );
}

function progressOf(entries: readonly Entry[]): string {
  const done = entries.filter(({ state }) => state.kind === 'screened' || state.kind === 'failed').length;
  const failed = entries.filter(({ state }) => state.kind === 'failed').length;
  return `${done} of ${entries.length} done${failed > 0 ? `, ${failed} not read` : ''}.`;
}
