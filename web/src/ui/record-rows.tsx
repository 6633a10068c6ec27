import type { ModelCard } from 'leadwise';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Entry, Session } from '../screening/session';
import { RecordRow } from './record-row';
import './record-rows.css';
import { rowAfterKey } from './row-keys';
import { tellingFolders } from './telling-folders';
import { useRowWindow } from './use-row-window';

interface Props {
  session: Session;
  /** Those that are listed, in the order of the list. */
  entries: readonly Entry[];
  /** Of the weights in use; null until it is known. */
  card: ModelCard | null;
  /** What the answers are of; null where it need not be said. */
  title: string | null;
}

/** Of however many records only the rows in view, and the selected one, are in the page. Arrow keys go from one to the next. */
export function RecordRows({ session, entries, card, title }: Props) {
  const { selectedId } = session;
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last, rowPx } = useRowWindow(scroller, entries.length);
  // Asked anew at every key: keys come faster than rows are drawn.
  const selectedRow = () => entries.findIndex(({ id }) => id === session.selectedId);
  const tabStop = Math.max(0, selectedRow());
  const shown = indicesShown(first, last, tabStop).filter((index) => index < entries.length);
  useSelectedInView(scroller, { selectedId, index: selectedRow(), rowPx });
  const focusSelected = useFocusAfterClosing(scroller, entries.length);
  const select = (entryId: number) => session.select(entryId);
  const close = (entryId: number) => {
    focusSelected();
    session.close(entryId, neighbourOf(entryId, entries) ?? neighbourOf(entryId, session.entries));
  };
  const { length } = session.entries;
  // Names and folders stay as they are while records are read.
  const folders = useMemo(() => tellingFolders(session.entries), [length, session.entries[length - 1]?.id]);
  const goTo = (event: KeyboardEvent) => {
    const focused = event.key === 'Delete' ? entries[rowOf(event.target)] : undefined;
    if (focused) return close(focused.id);
    const next = entries[rowAfterKey(event.key, Math.max(0, selectedRow()), entries.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    select(next.id);
  };
  return (
    <div ref={scroller} class={`record-rows ${title ? 'record-rows-titled' : ''}`}>
      <ul style={{ height: `${entries.length * rowPx}px` }} onKeyDown={goTo}>
        {shown.map((index) => {
          const entry = entries[index] as Entry;
          const place = { index, count: entries.length, topPx: index * rowPx, isTabStop: index === tabStop };
          return (
            <RecordRow
              key={entry.id}
              entry={entry}
              card={card}
              title={title}
              folder={folders.get(entry.id) ?? ''}
              place={place}
              shown={entry.id === selectedId}
              onSelect={select}
              onClose={close}
            />
          );
        })}
      </ul>
    </div>
  );
}

/** The row that an element is in; what is shown may be filtered out of the list. */
function rowOf(element: EventTarget | null): number {
  const row = element instanceof Element ? element.closest('.record-row') : null;
  return Number(row?.getAttribute('aria-posinset') ?? 0) - 1;
}

function indicesShown(first: number, last: number, tabStop: number): number[] {
  const inView = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place);
  if (tabStop < first) return [tabStop, ...inView];
  return tabStop >= last ? [...inView, tabStop] : inView;
}

/** What is shown once this one is closed: the next in the list, behind the last the one before. */
function neighbourOf(entryId: number, entries: readonly Entry[]): number | null {
  const row = entries.findIndex(({ id }) => id === entryId);
  return (entries[row + 1] ?? entries[row - 1])?.id ?? null;
}

/** The row that had the focus is gone: it goes to the shown record's. Gives what to call before one is closed. */
function useFocusAfterClosing(scroller: { current: HTMLDivElement | null }, count: number): () => void {
  const isDue = useRef(false);
  useEffect(() => {
    if (isDue.current) scroller.current?.querySelector<HTMLElement>('[aria-current=true]')?.focus({ preventScroll: true });
    isDue.current = false;
  }, [count]);
  return () => {
    isDue.current = true;
  };
}

/** Scrolls to the record that was selected; where the focus is in the list it goes along. */
function useSelectedInView(
  scroller: { current: HTMLDivElement | null },
  { selectedId, index, rowPx }: { selectedId: number | null; index: number; rowPx: number },
): void {
  const isNew = useRef(true);
  useEffect(() => {
    const box = scroller.current;
    const firstLook = isNew.current;
    isNew.current = false;
    if (!box || index < 0 || firstLook) return;
    const top = index * rowPx;
    box.scrollTop = Math.min(top, Math.max(box.scrollTop, top + rowPx - box.clientHeight));
    if (!box.contains(document.activeElement)) return;
    box.querySelector<HTMLElement>('[aria-current=true]')?.focus({ preventScroll: true });
  }, [selectedId]);
}
