import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { ChangingText } from '../ui/changing-text';
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
  const scale = [leftToRight(`${mmPerSecond} mm/s`), leftToRight(`${mmPerMillivolt} mm/mV`)].join(' · ');
  return (
    <span class="paper-caption">
      {averageBeat && (
        <strong>
          <ChangingText text={beatCaption(averageBeat)} />{' '}
        </strong>
      )}
      <ChangingText text={scale} /> ·{' '}
      <span class={filters.length > 0 ? 'paper-filtered' : ''}>
        <ChangingText text={filters.length > 0 ? say('paper.filtered', { filters: filters.join(', ') }) : say('paper.no_filter')} />
      </span>
      , {say('paper.centred')} ·{' '}
      <span class="paper-size">
        <ChangingText text={sizeText(zoom, pixelsPerMm)} />
      </span>
      <span class="paper-printed">{say('paper.not_to_scale_printed')}</span>
      {wavesShown && <WaveLegend />}
    </span>
  );
}

function filterTexts({ filter: { lowPass, mainsHz } }: PaperSettings): string[] {
  return [...(lowPass ? [say('paper.low_pass', { hz: lowPassHz })] : []), ...(mainsHz ? [say('paper.notch', { hz: mainsHz })] : [])];
}

/** The browser's fit is to scale only by chance; then it says so too. */
function sizeText(zoom: Zoom, pixelsPerMm: number): string {
  const truth = truePixelsPerMm();
  if (truth === null) return say('paper.not_to_scale');
  // A very long recording cannot be as large.
  if (zoom === 'true' && pixelsPerMm === truth) return say('paper.to_scale');
  return say('paper.times_true_size', { factor: numberText(pixelsPerMm / truth, 2) });
}

function WaveLegend() {
  return (
    <span class="wave-legend">
      {' '}
      · {say('paper.measured_waves')}
      {waves.map((wave) => (
        <span key={wave} class={`wave-key wave-key-${wave}`}>
          {waveTitles[wave]}
        </span>
      ))}
    </span>
  );
}
