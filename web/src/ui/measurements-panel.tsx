import type { ScreenResult } from 'leadwise';
import { say } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { AmplitudeTable } from './amplitude-table';
import { CoreWords } from './core-words';
import { MeasurementTable } from './measurement-table';
import { foremost } from './measurement-text';
import { MeasurementTile, RhythmTile } from './measurement-tile';
import './measurements-panel.css';
import { QualityLine } from './quality-line';
import { plainReason } from './reason-text';
import { ResearchMark } from './research-mark';
import { SafetyText } from './safety-text';
import { StoredMeasurements } from './stored-measurements';

interface Props {
  measured: Measured;
  /** The screening's view of the leads, which stands above. */
  screened: ScreenResult['quality'] | null;
}

/** Rate, rhythm, intervals and axes as in the head of a printed ECG, beside what the file itself says. */
export function MeasurementsPanel({ measured, screened }: Props) {
  const shown = foremost.filter((name) => name in measured.measurements);
  return (
    <section class="card measurements-panel" aria-labelledby="measurements-title">
      <h3 id="measurements-title" class="marked-title">
        {say('measurements-panel.title')} <ResearchMark />
      </h3>
      <Usability quality={measured.quality} />
      <QualityLine quality={furtherUnusable(measured.quality, screened)} />
      <dl class="measurement-tiles">
        {shown.slice(0, 1).map((name) => (
          <MeasurementTile key={name} name={name} measured={measured} />
        ))}
        <RhythmTile measured={measured} />
        {shown.slice(1).map((name) => (
          <MeasurementTile key={name} name={name} measured={measured} />
        ))}
      </dl>
      <div class="measurements-foot">
        <details class="measurement-details">
          <summary>{say('measurements-panel.all')}</summary>
          <MeasurementTable measured={measured} />
          <AmplitudeTable amplitudes={measured.amplitudes} beat={measured.representative_beat} />
        </details>
        <StoredMeasurements measured={measured} />
        <p class="quiet">
          <SafetyText name="measurements-panel.use" />
        </p>
      </div>
    </section>
  );
}

function Usability({ quality: { usability, reason } }: { quality: Measured['quality'] }) {
  if (usability !== 'unusable') return null;
  return (
    <p class="measurement-unusable">
      <strong>
        <SafetyText name="measurements-panel.unusable" />
      </strong>{' '}
      {reason && (
        <>
          {plainReason(reason.code)} <CoreWords {...reason} />
        </>
      )}
    </p>
  );
}

/** The leads that measuring could not use and that do not stand above: as those that screening could not use, or with the score's doubt. */
function furtherUnusable(quality: Measured['quality'], screened: Props['screened']): Pick<Measured['quality'], 'leads'> {
  const above = Object.entries(screened?.leads ?? {}).filter(([, { reason, doubt }]) => reason ?? doubt);
  const known = new Set(above.map(([name]) => name));
  const leads = Object.entries(quality.leads).filter(([name]) => !known.has(name));
  return { leads: Object.fromEntries(leads) };
}
