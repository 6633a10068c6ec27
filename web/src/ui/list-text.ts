import type { PlainKey } from '../languages/keys';
import { say } from '../languages/translation';
import type { Entry } from '../screening/session';
import type { ListFilter, ListSort } from './list-order';
import { countsByKind } from './list-order';

export const filterNames: Record<ListFilter, PlainKey> = {
  all: 'record-list.all',
  scored: 'record-list.scored',
  abstained: 'record-list.abstained',
  question: 'record-list.question',
  failed: 'record-list.failed',
  waiting: 'record-list.waiting',
};

export const sortNames: Record<ListSort, PlainKey> = {
  opened: 'record-list.by_opened',
  name: 'record-list.by_name',
  score: 'record-list.by_score',
};

/** "37 of 1,000 done, 2 not read." */
export function progressText(entries: readonly Entry[]): string {
  const { all, waiting, question, failed } = countsByKind(entries);
  const done = all - waiting;
  const unread = question + failed;
  return unread > 0 ? say('list-progress.done_unread', { done, all, unread }) : say('list-progress.done', { done, all });
}

/** What is said aloud: every record of a thousand would be a flood, so only each tenth part and the end. */
export function spokenProgress(entries: readonly Entry[]): string {
  const { all, waiting, question, failed } = countsByKind(entries);
  const unread = question + failed;
  if (waiting === 0) return unread > 0 ? say('list-progress.ended', { count: unread }) : say('list-progress.ended_all');
  const tenths = Math.floor((10 * (all - waiting)) / all);
  if (tenths === 0) return say('list-progress.begun', { count: all });
  return say('list-progress.percent', { percent: 10 * tenths, count: all });
}
