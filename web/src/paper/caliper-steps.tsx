import { useState } from 'preact/hooks';
import type { PlainKey } from '../languages/keys';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { type Calipers, levelSteps, levelsOf, movedTo, timeSteps, withFrom, withLevel, withTo } from './calipers';
import type { PaperLayout, Strip } from './paper-layout';

interface Props {
  calipers: Calipers;
  strip: Strip;
  layout: PaperLayout;
  rateHz: number;
  onChange: (calipers: Calipers) => void;
}

interface End {
  name: PlainKey;
  steps: { fine: number; coarse: number };
  textOf: (step: number) => string;
  moved: (by: number) => Calipers;
}

/** Moves an end by presses alone: not everybody can drag, or has keys. */
export function CaliperSteps(props: Props) {
  const [chosen, setChosen] = useState<PlainKey>('calipers.first_time');
  const ends = endsOf(props);
  const end = ends.find(({ name }) => name === chosen) ?? ends[0]!;
  const { fine, coarse } = end.steps;
  return (
    <div class="caliper-steps">
      <label class="paper-control">
        <span>{say('calipers.move')}</span>
        <select onChange={({ currentTarget }) => setChosen(currentTarget.value as PlainKey)}>
          {ends.map(({ name }) => (
            <option key={name} value={name} selected={name === end.name}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      <div>
        {[-coarse, -fine, fine, coarse].map((step) => (
          <button
            key={step}
            type="button"
            aria-label={say('result.named', { name: say(end.name), value: end.textOf(step) })}
            onClick={() => props.onChange(end.moved(step))}
          >
            {end.textOf(step)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Without levels where there is none to move. */
function endsOf({ calipers, strip, layout, rateHz }: Props): End[] {
  const { fromS, toS } = calipers;
  const { from, to } = levelsOf(calipers, strip, rateHz);
  const time = { steps: timeSteps(rateHz), textOf: (step: number) => stepText(Math.round(10_000 * step) / 10, 'ms') };
  const level = { steps: levelSteps, textOf: (step: number) => stepText(step, 'mV') };
  const times: End[] = [
    { name: 'calipers.first_time', ...time, moved: (by) => withFrom(calipers, fromS + by, layout, rateHz) },
    { name: 'calipers.second_time', ...time, moved: (by) => withTo(calipers, toS + by, layout, rateHz) },
    { name: 'calipers.both_times', ...time, moved: (by) => movedTo(calipers, fromS + by, layout, rateHz) },
  ];
  if (from === null || to === null) return times;
  const levels = { from, to };
  return [
    ...times,
    { name: 'calipers.first_level', ...level, moved: (by) => withLevel(calipers, levels, { from: from + by }, strip, layout) },
    { name: 'calipers.second_level', ...level, moved: (by) => withLevel(calipers, levels, { to: to + by }, strip, layout) },
  ];
}

function stepText(step: number, unit: string): string {
  return leftToRight(`${step > 0 ? '+' : ''}${numberText(step)}\u00a0${unit}`);
}
