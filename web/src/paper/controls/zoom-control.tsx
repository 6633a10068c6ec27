import { say } from '../../languages/translation';
import type { ControlProps } from '../paper-settings';
import { zoomedTo } from '../paper-zoom';
import { truePixelsPerMm } from '../screen-calibration';
import type { Screen } from '../use-screen';
import { zoomStep } from '../use-zoom-gestures';

interface Props extends ControlProps {
  pixelsPerMm: number;
  screen: Screen;
}

/** Smaller, larger, as large as fits, and true millimetres once the screen is calibrated. */
export function ZoomControl({ settings, onChange, pixelsPerMm, screen }: Props) {
  const zoomBy = (factor: number) => onChange({ zoom: zoomedTo(pixelsPerMm * factor, screen) });
  return (
    <span class="paper-zoom" role="group" aria-label={say('paper.zoom')}>
      <button type="button" aria-label={say('paper.smaller')} onClick={() => zoomBy(1 / zoomStep)}>
        −
      </button>
      <button type="button" aria-label={say('paper.larger')} onClick={() => zoomBy(zoomStep)}>
        +
      </button>
      <button type="button" aria-pressed={settings.zoom === 'fit'} onClick={() => onChange({ zoom: 'fit' })}>
        {say('paper.fit')}
      </button>
      {truePixelsPerMm() !== null && (
        <button type="button" aria-pressed={settings.zoom === 'true'} onClick={() => onChange({ zoom: 'true' })}>
          {say('paper.true_size')}
        </button>
      )}
    </span>
  );
}
