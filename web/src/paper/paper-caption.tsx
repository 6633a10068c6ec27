import { lowPassHz } from './display-filter';
import type { Zoom } from './paper-settings';
import type { PaperSettings } from './paper-settings';
import { truePixelsPerMm } from './screen-calibration';
import { waveTitles, waves } from './wave-places';

interface Props {
  settings: PaperSettings;
  wavesShown: boolean;
  pixelsPerMm: number;
}

/** What stands on every printed ECG: speed, gain, filter; and whether a ruler may be laid on the screen. */
export function PaperCaption({ settings, wavesShown, pixelsPerMm }: Props) {
  const { mmPerSecond, mmPerMillivolt, averageBeat, zoom } = settings;
  const filters = filterTexts(settings);
  return (
    <span class="paper-caption">
      {averageBeat && <strong>Average beat stored by the device, not the recording. </strong>}
      {mmPerSecond} mm/s · {mmPerMillivolt} mm/mV ·{' '}
      {filters.length === 0 ? (
        'no filter'
      ) : (
        <strong class="paper-filtered">filtered for display only: {filters.join(', ')}; measured unfiltered</strong>
      )}
      , each lead centred · {sizeText(zoom, pixelsPerMm)}
      {wavesShown && <WaveLegend />}
    </span>
  );
}

function filterTexts({ filter: { lowPass, mainsHz } }: PaperSettings): string[] {
  return [...(lowPass ? [`${lowPassHz} Hz low-pass`] : []), ...(mainsHz ? [`${mainsHz} Hz notch`] : [])];
}

/** The browser's fit is to scale only by chance; then it says so too. */
function sizeText(zoom: Zoom, pixelsPerMm: number): string {
  const truth = truePixelsPerMm();
  if (truth === null) return 'not to scale on a screen';
  if (zoom === 'true') return 'to scale';
  return `${(pixelsPerMm / truth).toFixed(2)} × true size, not to scale`;
}

function WaveLegend() {
  return (
    <span class="wave-legend">
      {' '}
      · measured waves:
      {waves.map((wave) => (
        <span key={wave} class={`wave-key wave-key-${wave}`}>
          {waveTitles[wave]}
        </span>
      ))}
    </span>
  );
}
