import { say } from '../languages/translation';
import { CaliperHandle } from './caliper-handle';
import './caliper-layer.css';
import {
  type Calipers,
  lastSampleS,
  levelBounds,
  levelSteps,
  levelsOf,
  movedTo,
  placeMm,
  timeSteps,
  withFrom,
  withLevel,
  withTo,
} from './calipers';
import { levelText, timeText } from './caliper-text';
import type { PaperLayout, Strip } from './paper-layout';

interface Props {
  calipers: Calipers;
  strip: Strip;
  layout: PaperLayout;
  rateHz: number;
  cssPixelsPerMm: number;
  onChange: (calipers: Calipers) => void;
}

/** The calipers over the paper: two times, the bar that moves both, and two levels. */
export function CaliperLayer(props: Props) {
  const { calipers, layout, rateHz, strip, cssPixelsPerMm, onChange } = props;
  const { fromS, toS } = calipers;
  const css = (mm: number) => `${mm * cssPixelsPerMm}px`;
  const [fromMm, toMm] = [placeMm(strip, layout, fromS), placeMm(strip, layout, toS)];
  const time = {
    least: layout.startS,
    most: lastSampleS(layout, rateHz),
    steps: timeSteps(rateHz),
    valuePerPixel: 1 / (cssPixelsPerMm * layout.mmPerSecond),
    onRestore: () => onChange(calipers),
  };
  return (
    <div class="caliper-layer">
      <CaliperHandle
        {...time}
        name={say('calipers.both_times')}
        class="caliper-bar"
        value={fromS}
        text={say('calipers.from_to', { from: timeText(fromS), to: timeText(toS) })}
        place={{ left: css(fromMm), width: css(toMm - fromMm) }}
        onValue={(value) => onChange(movedTo(calipers, value, layout, rateHz))}
      />
      <CaliperHandle
        {...time}
        name={say('calipers.first_time')}
        class="caliper-time caliper-from"
        value={fromS}
        text={timeText(fromS)}
        place={{ left: css(fromMm) }}
        onValue={(value) => onChange(withFrom(calipers, value, layout, rateHz))}
      />
      <CaliperHandle
        {...time}
        name={say('calipers.second_time')}
        class="caliper-time caliper-to"
        value={toS}
        text={timeText(toS)}
        place={{ left: css(toMm) }}
        onValue={(value) => onChange(withTo(calipers, value, layout, rateHz))}
      />
      <LevelHandles {...props} fromMm={fromMm} toMm={toMm} />
    </div>
  );
}

/** Absent where the trace has no sample and no level was put by hand. */
function LevelHandles(props: Props & { fromMm: number; toMm: number }) {
  const { calipers, strip, layout, rateHz, cssPixelsPerMm, onChange, fromMm, toMm } = props;
  const { from, to } = levelsOf(calipers, strip, rateHz);
  if (from === null || to === null) return null;
  const { least, most } = levelBounds(strip, layout);
  const ends = [
    { name: say('calipers.first_level'), class: 'caliper-from', value: from, mm: fromMm, put: (mv: number) => ({ from: mv }) },
    { name: say('calipers.second_level'), class: 'caliper-to', value: to, mm: toMm, put: (mv: number) => ({ to: mv }) },
  ];
  return (
    <>
      {ends.map(({ name, class: side, value, mm, put }) => (
        <CaliperHandle
          key={name}
          vertical
          name={name}
          class={`caliper-level ${side}`}
          value={value}
          least={least}
          most={most}
          text={levelText(value)}
          steps={levelSteps}
          place={{
            left: `${mm * cssPixelsPerMm}px`,
            top: `${(strip.baselineMm - value * layout.mmPerMillivolt) * cssPixelsPerMm}px`,
          }}
          valuePerPixel={1 / (cssPixelsPerMm * layout.mmPerMillivolt)}
          onRestore={() => onChange(calipers)}
          onValue={(mv) => onChange(withLevel(calipers, { from, to }, put(mv), strip, layout))}
        />
      ))}
    </>
  );
}
