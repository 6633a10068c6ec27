import { stretchText } from '../languages/durations';
import { say } from '../languages/translation';
import { ChangingText } from '../ui/changing-text';
import { pageSeconds } from './paper-layout';

interface Props {
  startS: number;
  /** How much is shown at a time. */
  shownS: number;
  durationS: number;
  onStart: (startS: number) => void;
}

/** A remainder of a few samples is no page of its own. */
const leastPageS = 0.1;
/** Fewer pages are sooner turned. */
const leastSliderS = 60;

/** Steps through a recording that is longer than a page. The last page ends with it and so repeats some of the one before. */
export function PaperPager({ startS, shownS, durationS, onStart }: Props) {
  const lastStartS = durationS - shownS;
  if (lastStartS <= leastPageS) return null;
  const earlierS = (Math.ceil(startS / pageSeconds - 1e-6) - 1) * pageSeconds;
  const laterS = (Math.floor(startS / pageSeconds + 1e-6) + 1) * pageSeconds;
  const shown = stretchText(tenths(startS), tenths(Math.min(startS + shownS, durationS)), durationS);
  return (
    <span class="paper-pager" role="group" aria-label={say('paper.time_shown')}>
      <button type="button" disabled={startS <= 0} onClick={() => onStart(Math.max(0, earlierS))}>
        {say('paper.earlier')}
      </button>
      <span aria-live="polite">
        <ChangingText text={shown} />
      </span>
      {durationS > leastSliderS && (
        <input
          type="range"
          min={0}
          max={lastStartS}
          step={pageSeconds}
          value={startS}
          aria-label={say('paper.time_shown')}
          aria-valuetext={shown}
          onInput={(event) => onStart(Math.min(event.currentTarget.valueAsNumber, lastStartS))}
        />
      )}
      <button
        type="button"
        disabled={startS >= lastStartS - leastPageS}
        onClick={() => onStart(Math.min(laterS, lastStartS))}
      >
        {say('paper.later')}
      </button>
    </span>
  );
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
