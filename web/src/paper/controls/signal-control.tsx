import type { EcgRecord, RecordGroup } from 'leadwise';
import { say } from '../../languages/translation';
import type { ControlProps } from '../paper-settings';
import { ChoiceControl } from './choice-control';

/** The recording, or an average beat that the device stored beside it. */
export function SignalControl({ settings, onChange, record }: ControlProps & { record: EcgRecord }) {
  if (record.average_beats.length === 0) return null;
  const choices: { value: RecordGroup | null; text: string }[] = [
    { value: null, text: say('paper.recording') },
    ...record.average_beats.map((value, index) => ({ value, text: beatTitle(value, index) })),
  ];
  return (
    <ChoiceControl
      title={say('paper.show')}
      choices={choices}
      value={settings.averageBeat}
      onChoose={(averageBeat) => onChange({ averageBeat })}
    />
  );
}

function beatTitle({ label }: RecordGroup, index: number): string {
  const number = index + 1;
  return label ? say('paper.stored_beat_label', { number, label }) : say('paper.stored_beat', { number });
}
