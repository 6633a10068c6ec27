import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { say } from '../languages/translation';
import type { Session } from '../screening/session';
import { useModelCard } from '../validated/use-model-card';
import { ListChoices } from './list-choices';
import { type ListFilter, type ListSort, listed } from './list-order';
import { ListProgress } from './list-progress';
import './record-list.css';
import { RecordRows } from './record-rows';
import { listedTitle } from './status-text';
import { TableExport } from './table-export';

/** Fewer are seen at a glance. */
const fewestToChooseFrom = 6;

export function RecordList({ session }: { session: Session }) {
  const { entries, skippedCount, selectedId } = session;
  const [filter, setFilter] = useState<ListFilter>('all');
  const [sort, setSort] = useState<ListSort>('opened');
  const { card } = useModelCard(session, entries.length > 0 ? session.weights.sha256 : null);
  const shown = useMemo(() => listed(entries, filter, sort, card), [entries, filter, sort, card]);
  const title = listedTitle(card);
  const isEmpty = entries.length === 0;
  // The next patient's ECGs are listed as the first one's were.
  useEffect(() => {
    if (!isEmpty) return;
    setFilter('all');
    setSort('opened');
  }, [isEmpty]);
  // The page is drawn some time after an ECG was chosen: what the list is asked to show meanwhile is meant with it.
  const shownAtChoice = useRef<number | null>(null);
  const choose = (chosen: ListFilter) => {
    shownAtChoice.current = session.selectedId;
    setFilter(chosen);
  };
  // What was just opened, or took the place of what was closed, is not hidden by what the list was asked for before.
  useEffect(() => {
    const isMeant = shownAtChoice.current === selectedId;
    shownAtChoice.current = null;
    if (selectedId !== null && !isMeant && !shown.some(({ id }) => id === selectedId)) setFilter('all');
  }, [selectedId]);
  if (isEmpty && skippedCount === 0) return null;
  return (
    <section class="card record-list" aria-labelledby="list-title">
      <div class="record-list-head">
        <h2 id="list-title">{say('record-list.title')}</h2>
        <button type="button" onClick={() => session.clear()}>
          {say('record-list.close_all')}
        </button>
      </div>
      <ListProgress session={session} />
      {(entries.length >= fewestToChooseFrom || filter !== 'all') && (
        <ListChoices entries={entries} filter={filter} onFilter={choose} sort={sort} onSort={setSort} />
      )}
      {/* In another order a list begins at its beginning; rows that name a task are higher. */}
      <RecordRows key={`${filter} ${sort} ${title}`} session={session} entries={shown} card={card} title={title} />
      <TableExport session={session} />
    </section>
  );
}
