import { say } from '../../languages/translation';
import { type DisplayFilter, canFilter, lowPassHz } from '../display-filter';
import type { ControlProps } from '../paper-settings';
import { ChoiceControl } from './choice-control';

const mains = [50, 60] as const;

/** Off until somebody asks for it. What the sampling rate cannot hold cannot be filtered. */
export function FilterControl({ settings, onChange, rateHz }: ControlProps & { rateHz: number }) {
  const { filter } = settings;
  const change = (part: Partial<DisplayFilter>) => onChange({ filter: { ...filter, ...part } });
  const mainsChoices = [
    { value: null, text: say('paper.off') },
    ...mains.map((value) => ({ value, text: `${value} Hz`, disabled: !canFilter(value, rateHz) })),
  ];
  return (
    <>
      <label class="paper-check">
        <input
          type="checkbox"
          checked={filter.lowPass}
          disabled={!canFilter(lowPassHz, rateHz)}
          onChange={(event) => change({ lowPass: event.currentTarget.checked })}
        />
        {say('paper.low_pass', { hz: lowPassHz })}
      </label>
      <ChoiceControl<50 | 60 | null>
        title={say('paper.mains_notch')}
        choices={mainsChoices}
        value={filter.mainsHz}
        onChoose={(mainsHz) => change({ mainsHz })}
      />
    </>
  );
}
