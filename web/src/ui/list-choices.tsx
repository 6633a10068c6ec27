import { say } from '../languages/translation';
import type { Entry } from '../screening/session';
import './list-choices.css';
import { countsByKind, type ListFilter, type ListSort } from './list-order';
import { filterNames, sortNames } from './list-text';

interface Props {
  entries: readonly Entry[];
  filter: ListFilter;
  onFilter: (filter: ListFilter) => void;
  sort: ListSort;
  onSort: (sort: ListSort) => void;
}

/** Which of many records the list shows, and in which order. */
export function ListChoices({ entries, filter, onFilter, sort, onSort }: Props) {
  const counts = countsByKind(entries);
  return (
    <div class="list-choices">
      <label>
        {say('record-list.show')}
        <select onChange={({ currentTarget }) => onFilter(currentTarget.value as ListFilter)}>
          {keysOf(filterNames).map((name) => (
            <option key={name} value={name} selected={name === filter}>
              {say('record-list.choice', { name: say(filterNames[name]), count: counts[name] })}
            </option>
          ))}
        </select>
      </label>
      <label>
        {say('record-list.order')}
        <select onChange={({ currentTarget }) => onSort(currentTarget.value as ListSort)}>
          {keysOf(sortNames).map((name) => (
            <option key={name} value={name} selected={name === sort}>
              {say(sortNames[name])}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

function keysOf<Key extends string>(names: Record<Key, string>): Key[] {
  return Object.keys(names) as Key[];
}
