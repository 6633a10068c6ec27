import type { EcgRecord } from 'leadwise';
import { say } from '../languages/translation';
import { CalibrationControl } from './controls/calibration-control';
import { ExplainedControl } from './controls/explained-control';
import { FilterControl } from './controls/filter-control';
import { GainControl } from './controls/gain-control';
import { LayoutControl } from './controls/layout-control';
import { LeadsControl } from './controls/leads-control';
import { OrderControl } from './controls/order-control';
import { SignalControl } from './controls/signal-control';
import { SpeedControl } from './controls/speed-control';
import { SwitchControl } from './controls/switch-control';
import { ZoomControl } from './controls/zoom-control';
import type { ExplainedRecord } from './explained-record';
import type { ControlProps } from './paper-settings';
import './paper-toolbar.css';
import type { DrawnSignal } from './shown-leads';
import type { Screen } from './use-screen';

interface Props extends ControlProps {
  record: EcgRecord;
  /** The recording, or the average beat shown instead. */
  signal: DrawnSignal;
  pixelsPerMm: number;
  screen: Screen;
  /** Whether there are measured waves of what is shown. */
  hasWaves: boolean;
  /** Null where there is no score of what is shown. */
  explained: ExplainedRecord | null;
}

/** What is chosen often stands open, the rest behind "More". */
export function PaperToolbar(props: Props) {
  const { record, signal, pixelsPerMm, screen, hasWaves, explained, settings, onChange } = props;
  const shared = { settings, onChange };
  return (
    <div class="paper-toolbar" role="group" aria-label={say('paper.toolbar')}>
      <SignalControl {...shared} record={record} />
      <LayoutControl {...shared} record={record} />
      <SpeedControl {...shared} />
      <GainControl {...shared} />
      <ZoomControl {...shared} pixelsPerMm={pixelsPerMm} screen={screen} />
      <SwitchControl title={say('paper.calipers')} on={settings.calipers} onSwitch={(calipers) => onChange({ calipers })} />
      {hasWaves && <SwitchControl title={say('paper.waves')} on={settings.waves} onSwitch={(waves) => onChange({ waves })} />}
      {explained && <ExplainedControl {...shared} explained={explained} />}
      <details class="paper-more">
        <summary>{say('paper.more')}</summary>
        <div>
          <OrderControl {...shared} signal={signal} />
          <FilterControl {...shared} rateHz={signal.sampling_rate_hz} />
          <CalibrationControl onCalibrated={(isTrue) => onChange({ zoom: isTrue ? 'true' : 'fit' })} />
          <LeadsControl {...shared} signal={signal} />
        </div>
      </details>
    </div>
  );
}
