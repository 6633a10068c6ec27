import { say } from '../../languages/translation';
import { speedsMmPerSecond } from '../paper-scale';
import type { ControlProps } from '../paper-settings';
import { ChoiceControl } from './choice-control';

const choices = speedsMmPerSecond.map((value) => ({ value: value as number, text: `${value} mm/s` }));

export function SpeedControl({ settings, onChange }: ControlProps) {
  const choose = (mmPerSecond: number) => onChange({ mmPerSecond });
  return <ChoiceControl title={say('paper.speed')} choices={choices} value={settings.mmPerSecond} onChoose={choose} />;
}
