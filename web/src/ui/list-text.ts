import type { Entry } from '../screening/session';
import type { ListFilter, ListSort } from './list-order';
import { countsByKind } from './list-order';

export const filterNames: Record<ListFilter, string> = {
  all: 'All',
  scored: 'Scored',
  abstained: 'No score',
  question: 'Question open',
  failed: 'Not read',
  waiting: 'Waiting',
};

export const sortNames: Record<ListSort, string> = {
  opened: 'As opened',
  name: 'By name',
  score: 'Highest score first',
};

export function numberText(count: number): string {
  return count.toLocaleString('en');
}

/** "37 of 1,000 done, 2 not read." */
export function progressText(entries: readonly Entry[]): string {
  const { all, waiting, question, failed } = countsByKind(entries);
  const unread = question + failed;
  const text = `${numberText(all - waiting)} of ${numberText(all)} done`;
  return unread > 0 ? `${text}, ${numberText(unread)} not read.` : `${text}.`;
}

/** What is said aloud: every record of a thousand would be a flood, so only each tenth part and the end. */
export function spokenProgress(entries: readonly Entry[]): string {
  const { all, waiting, question, failed } = countsByKind(entries);
  if (waiting === 0) return `Reading has ended; ${numberText(question + failed)} of the ECGs were not read`;
  const tenths = Math.floor((10 * (all - waiting)) / all);
  return tenths === 0 ? `Reading ${numberText(all)} ECGs` : `${10 * tenths} percent of ${numberText(all)} ECGs are read`;
}
