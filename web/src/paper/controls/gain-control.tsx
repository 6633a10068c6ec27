import { say } from '../../languages/translation';
import { gainsMmPerMillivolt } from '../paper-scale';
import type { ControlProps } from '../paper-settings';
import { ChoiceControl } from './choice-control';

const choices = gainsMmPerMillivolt.map((value) => ({ value: value as number, text: `${value} mm/mV` }));

export function GainControl({ settings, onChange }: ControlProps) {
  const choose = (mmPerMillivolt: number) => onChange({ mmPerMillivolt });
  return <ChoiceControl title={say('paper.gain')} choices={choices} value={settings.mmPerMillivolt} onChoose={choose} />;
}
