import type { ModelCard } from 'leadwise';
import type { Entry } from '../screening/session';
import { say } from '../languages/translation';
import { ChangingText } from './changing-text';
import './record-row.css';
import { isDoubtful, statusOf } from './status-text';

interface Props {
  entry: Entry;
  /** Of the weights in use; null until it is read. */
  card: ModelCard | null;
  /** What the answer is of; null where it need not be said. */
  title: string | null;
  /** So much of its folder as tells it from others of its name. */
  folder: string;
  place: { index: number; count: number; topPx: number; isTabStop: boolean };
  shown: boolean;
  onSelect: (entryId: number) => void;
  onClose: (entryId: number) => void;
}

export function RecordRow({ entry, card, title, folder, place, shown, onSelect, onClose }: Props) {
  const { text, kind } = statusOf(entry.state, card);
  const tabIndex = place.isTabStop ? 0 : -1;
  const told = folder ? `${folder}/${entry.name}` : entry.name;
  const closing = say('record-list.close_ecg', { name: told });
  return (
    <li class="record-row" style={{ top: `${place.topPx}px` }} aria-posinset={place.index + 1} aria-setsize={place.count}>
      <button
        type="button"
        class="record-choice"
        aria-current={shown}
        tabIndex={tabIndex}
        title={entry.folder ? `${entry.folder}/${entry.name}` : entry.name}
        onClick={() => onSelect(entry.id)}
      >
        <span class="record-name" translate={false}>
          <span>{isDoubtful(entry) ? told : entry.name}</span>
          {folder && !isDoubtful(entry) && <span class="quiet">{folder}</span>}
        </span>
        {title && kind === 'scored' && (
          <span class="record-task" title={title}>
            {title}
          </span>
        )}
        <span class={`record-status record-status-${kind}`}>
          <ChangingText text={text} />
        </span>
        {isDoubtful(entry) && (
          <span class="record-doubt" title={say('status.doubtful')}>
            <span aria-hidden="true">⚠︎</span> {say('status.doubtful')}
          </span>
        )}
      </button>
      <button
        type="button"
        class="record-close"
        aria-label={closing}
        title={closing}
        tabIndex={tabIndex}
        onClick={() => onClose(entry.id)}
      >
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
