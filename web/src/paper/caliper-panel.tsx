import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { ChangingText } from '../ui/changing-text';
import './caliper-panel.css';
import { CaliperSteps } from './caliper-steps';
import { differenceText, intervalText, rateText } from './caliper-text';
import { type Calipers, onStrip, readingOf } from './calipers';
import type { PaperLayout, Strip } from './paper-layout';
import { leadTitle } from './shown-leads';

interface Props {
  calipers: Calipers;
  strip: Strip;
  layout: PaperLayout;
  rateHz: number;
  /** What is drawn is not the recording as it was read. */
  filtered: boolean;
  onChange: (calipers: Calipers) => void;
}

/** What the calipers measure, and what of them is not on the paper. */
export function CaliperPanel({ calipers, strip, layout, rateHz, filtered, onChange }: Props) {
  const reading = readingOf(calipers, strip, rateHz);
  return (
    <div class="caliper-panel" role="group" aria-label={say('paper.calipers')}>
      <output class="caliper-reading">
        <strong>
          <ChangingText text={intervalText(reading)} />
        </strong>{' '}
        <ChangingText text={rateText(reading)} />{' '}
        <strong>
          <ChangingText text={differenceText(reading)} />
        </strong>
        {filtered && <span class="caliper-filtered"> {say('calipers.on_filtered')}</span>}
      </output>
      <label class="paper-control">
        <span>{say('calipers.lead')}</span>
        <select
          value={String(calipers.strip)}
          onChange={(event) => onChange(onStrip(calipers, Number(event.currentTarget.value), layout, rateHz))}
        >
          {layout.strips.map(({ lead, startS, endS }, at) => (
            <option key={at} value={String(at)}>
              {leadTitle(lead)}, {seconds(startS)}–{seconds(endS)} s
            </option>
          ))}
        </select>
      </label>
      <label class="paper-check">
        <input
          type="checkbox"
          checked={calipers.marching}
          onChange={(event) => onChange({ ...calipers, marching: event.currentTarget.checked })}
        />
        {say('calipers.march')}
      </label>
      <button type="button" disabled={calipers.levelsMv === null} onClick={() => onChange({ ...calipers, levelsMv: null })}>
        {say('calipers.to_trace')}
      </button>
      <CaliperSteps {...{ calipers, strip, layout, rateHz, onChange }} />
    </div>
  );
}

function seconds(timeS: number): string {
  return numberText(Math.round(timeS * 10) / 10);
}
