import { beatCaption } from './beat-text';
import { lowPassHz } from './display-filter';
import type { PaperSettings, Zoom } from './paper-settings';
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
      {averageBeat && <strong>{beatCaption(averageBeat)}</strong>}
      {mmPerSecond} mm/s · {mmPerMillivolt} mm/mV ·{' '}
      {filters.length === 0 ? (
        'no filter'
      ) : (
        <strong class="paper-filtered">filtered for display only: {filters.join(', ')}; measured unfiltered</strong>
      )}
      , each lead centred · <span class="paper-size">{sizeText(zoom, pixelsPerMm)}</span>
      <span class="paper-printed">not to scale in print</span>
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
