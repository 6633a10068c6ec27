import { pageSeconds } from './paper-layout';

interface Props {
  durationS: number;
  page: number;
  onPage: (page: number) => void;
}

/** When a page starts, in seconds. The last page ends with the recording and so repeats a part of the one before. */
export function pageStartS(page: number, durationS: number): number {
  return Math.min(page * pageSeconds, Math.max(0, durationS - pageSeconds));
}

/** Steps through a recording that is longer than a page. A remainder of a few samples is no page of its own. */
export function PaperPager({ durationS, page, onPage }: Props) {
  const pageCount = Math.ceil(durationS / pageSeconds - 0.01);
  if (pageCount <= 1) return null;
  const startS = pageStartS(page, durationS);
  const endS = Math.min(startS + pageSeconds, durationS);
  return (
    <span class="paper-pager" role="group" aria-label="Time shown">
      <button type="button" disabled={page === 0} onClick={() => onPage(page - 1)}>
        Earlier
      </button>
      <span aria-live="polite">
        {seconds(startS)}–{seconds(endS)} s of {seconds(durationS)} s
      </span>
      <button type="button" disabled={page === pageCount - 1} onClick={() => onPage(page + 1)}>
        Later
      </button>
    </span>
  );
}

function seconds(value: number): string {
  return String(Math.round(value * 10) / 10);
}
