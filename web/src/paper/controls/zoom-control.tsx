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
    <span class="paper-zoom" role="group" aria-label="Zoom">
      <button type="button" aria-label="Smaller" onClick={() => zoomBy(1 / zoomStep)}>
        −
      </button>
      <button type="button" aria-label="Larger" onClick={() => zoomBy(zoomStep)}>
        +
      </button>
      <button type="button" aria-pressed={settings.zoom === 'fit'} onClick={() => onChange({ zoom: 'fit' })}>
        Fit
      </button>
      {truePixelsPerMm() !== null && (
        <button type="button" aria-pressed={settings.zoom === 'true'} onClick={() => onChange({ zoom: 'true' })}>
          True size
        </button>
      )}
    </span>
  );
}
