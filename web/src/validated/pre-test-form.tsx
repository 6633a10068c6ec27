import { useId } from 'preact/hooks';
import { keptTogether } from '../languages/numbers';
import { say } from '../languages/translation';
import { ChangingText } from '../ui/changing-text';
import { InEnglish } from '../ui/in-english';
import { lastPlace, percentAt, placeOf, type PreTestPreset, presetsOf } from './pre-test';
import './pre-test-form.css';
import { chosenPercentText } from './probability-text';

interface Props {
  task: string;
  percent: number | null;
  onChange: (percent: number | null) => void;
}

/** Presets and a slider; nothing is chosen until somebody chooses. */
export function PreTestForm({ task, percent, onChange }: Props) {
  const hint = useId();
  const presets = presetsOf(task);
  const value = percent === null ? say('pre-test.none') : chosenPercentText(percent);
  const chosen = presets.find((preset) => preset.percent === percent);
  return (
    <fieldset class="pre-test-form" aria-describedby={hint}>
      <legend>{say('pre-test.title')}</legend>
      <p id={hint} class="quiet">
        {say('pre-test.hint')}
      </p>
      <div class="pre-test-choices">
        <PresetButton title={say('pre-test.none')} on={percent === null} onPress={() => onChange(null)} />
        {presets.map((preset) => (
          <PresetButton
            key={preset.name}
            title={presetText(preset)}
            on={preset === chosen}
            onPress={() => onChange(preset.percent)}
          />
        ))}
      </div>
      <label class={`pre-test-slider ${percent === null ? 'pre-test-unset' : ''}`}>
        <span>{say('pre-test.own')}</span>
        <input
          type="range"
          min={0}
          max={lastPlace}
          value={percent === null ? 0 : placeOf(percent)}
          aria-valuetext={value}
          onInput={(event) => onChange(percentAt(Number(event.currentTarget.value)))}
        />
        <output>
          <ChangingText text={value} />
        </output>
      </label>
      {chosen && (
        <p class="quiet">
          {say('pre-test.source')} <InEnglish>{chosen.source}.</InEnglish>
        </p>
      )}
    </fieldset>
  );
}

function presetText({ name, percent }: PreTestPreset): string {
  return keptTogether(`${say(`pre-test.${name}`)} ${chosenPercentText(percent)}`);
}

function PresetButton({ title, on, onPress }: { title: string; on: boolean; onPress: () => void }) {
  return (
    <button type="button" aria-pressed={on} onClick={onPress}>
      {title}
    </button>
  );
}
