import type { EcgRecord, RecordGroup } from 'leadwise';
import { say } from '../../languages/translation';
import { beatTitle } from '../beat-text';
import { isMade } from '../made-beat';
import type { ControlProps } from '../paper-settings';
import { ChoiceControl } from './choice-control';

/** The recording, or an average beat: that made of it, or one that the device stored beside it. */
export function SignalControl({ settings, onChange, record }: ControlProps & { record: EcgRecord }) {
  if (record.average_beats.length === 0) return null;
  const stored = record.average_beats.filter((beat) => !isMade(beat));
  const choices: { value: RecordGroup | null; text: string }[] = [
    { value: null, text: say('paper.recording') },
    ...record.average_beats.map((value) => ({ value, text: beatTitle(value, stored.indexOf(value) + 1) })),
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
