import { useEffect, useRef } from 'preact/hooks';
import type { Entry } from '../screening/session';
import { RecordRow } from './record-row';
import './record-rows.css';
import { rowAfterKey } from './row-keys';
import { useRowWindow } from './use-row-window';

interface Props {
  entries: readonly Entry[];
  selectedId: number | null;
  onSelect: (entryId: number) => void;
}

/** Of however many records only the rows in view, and the selected one, are in the page. Arrow keys go from one to the next. */
export function RecordRows({ entries, selectedId, onSelect }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last, rowPx } = useRowWindow(scroller, entries.length);
  const selected = entries.findIndex(({ id }) => id === selectedId);
  const tabStop = Math.max(0, selected);
  const shown = indicesShown(first, last, tabStop).filter((index) => index < entries.length);
  useSelectedInView(scroller, { selectedId, index: selected, rowPx });
  const goTo = (event: KeyboardEvent) => {
    const next = entries[rowAfterKey(event.key, tabStop, entries.length) ?? -1];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
  };
  return (
    <div ref={scroller} class="record-rows">
      <ul style={{ height: `${entries.length * rowPx}px` }} onKeyDown={goTo}>
        {shown.map((index) => {
          const entry = entries[index] as Entry;
          const place = { index, count: entries.length, topPx: index * rowPx, isTabStop: index === tabStop };
          return (
            <RecordRow key={entry.id} entry={entry} place={place} shown={entry.id === selectedId} onSelect={onSelect} />
          );
        })}
      </ul>
    </div>
  );
}

function indicesShown(first: number, last: number, tabStop: number): number[] {
  const inView = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place);
  if (tabStop < first) return [tabStop, ...inView];
  return tabStop >= last ? [...inView, tabStop] : inView;
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
