import type { ModelCard } from 'leadwise';
import type { Entry } from '../screening/session';
import { listedAnswer } from './listed-answer';
import { type StatusKind, statusKindOf } from './status-text';

export type ListFilter = 'all' | StatusKind;
export type ListSort = 'opened' | 'name' | 'score';

/** The entries that the list shows, in its order. `card` is that of the weights in use. */
export function listed(
  entries: readonly Entry[],
  filter: ListFilter,
  sort: ListSort,
  card: ModelCard | null,
): readonly Entry[] {
  const shown = filter === 'all' ? entries : entries.filter(({ state }) => statusKindOf(state) === filter);
  if (sort === 'opened') return shown;
  return [...shown].sort(sort === 'name' ? byName : byAnswer(card));
}

export function countsByKind(entries: readonly Entry[]): Record<ListFilter, number> {
  const counts = { all: entries.length, waiting: 0, scored: 0, abstained: 0, question: 0, failed: 0 };
  for (const { state } of entries) counts[statusKindOf(state)] += 1;
  return counts;
}

const names = new Intl.Collator('en', { numeric: true });

function byName(one: Entry, other: Entry): number {
  return names.compare(`${one.name} ${one.folder}`, `${other.name} ${other.folder}`);
}

/** The highest first, those without one last. */
function byAnswer(card: ModelCard | null): (one: Entry, other: Entry) => number {
  const answer = ({ state }: Entry) => listedAnswer(state, card)?.prediction.probability ?? -1;
  return (one, other) => answer(other) - answer(one);
}
