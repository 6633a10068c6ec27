import { useId } from 'preact/hooks';
import { lastPlace, percentAt, placeOf, presetsOf } from './pre-test';
import './pre-test-form.css';
import { preTestHint, preTestNoneText, preTestOwnText, preTestTitle } from './probability-text';

interface Props {
  task: string;
  percent: number | null;
  onChange: (percent: number | null) => void;
}

/** Presets and a slider; nothing is chosen until somebody chooses. */
export function PreTestForm({ task, percent, onChange }: Props) {
  const hint = useId();
  const presets = presetsOf(task);
  const chosen = presets.find((preset) => preset.percent === percent);
  return (
    <fieldset class="pre-test-form" aria-describedby={hint}>
      <legend>{preTestTitle}</legend>
      <p id={hint} class="quiet">
        {preTestHint}
      </p>
      <div class="pre-test-choices">
        <PresetButton title={preTestNoneText} on={percent === null} onPress={() => onChange(null)} />
        {presets.map((preset) => (
          <PresetButton
            key={preset.name}
            title={`${preset.name} ${preset.percent} %`}
            on={preset === chosen}
            onPress={() => onChange(preset.percent)}
          />
        ))}
      </div>
      <label class={`pre-test-slider ${percent === null ? 'pre-test-unset' : ''}`}>
        <span>{preTestOwnText}</span>
        <input
          type="range"
          min={0}
          max={lastPlace}
          value={percent === null ? 0 : placeOf(percent)}
          aria-valuetext={percent === null ? preTestNoneText : `${percent} %`}
          onInput={(event) => onChange(percentAt(Number(event.currentTarget.value)))}
        />
        <output>{percent === null ? preTestNoneText : `${percent} %`}</output>
      </label>
      {chosen && <p class="quiet">Source: {chosen.source}.</p>}
    </fieldset>
  );
}

function PresetButton({ title, on, onPress }: { title: string; on: boolean; onPress: () => void }) {
  return (
    <button type="button" aria-pressed={on} onClick={onPress}>
      {title}
    </button>
  );
}
