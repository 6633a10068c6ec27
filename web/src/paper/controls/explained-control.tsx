import { say } from '../../languages/translation';
import type { ExplainedRecord } from '../explained-record';
import type { ControlProps } from '../paper-settings';
import { SwitchControl } from './switch-control';

/** Off until asked for; what they show is worked out then. */
export function ExplainedControl({ settings, onChange, explained }: ControlProps & { explained: ExplainedRecord }) {
  const turn = (change: { attribution?: boolean; reconstruction?: boolean }) => {
    if (Object.values(change).includes(true)) explained.ask();
    onChange(change);
  };
  return (
    <>
      <SwitchControl
        title={say('explained.attribution')}
        on={settings.attribution}
        onSwitch={(attribution) => turn({ attribution })}
      />
      <SwitchControl
        title={say('explained.reconstruction')}
        on={settings.reconstruction}
        onSwitch={(reconstruction) => turn({ reconstruction })}
      />
    </>
  );
}
