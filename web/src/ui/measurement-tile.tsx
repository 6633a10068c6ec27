import type { ComponentChildren } from 'preact';
import { keptTogether } from '../languages/numbers';
import { say } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { beatsText, headText, measurementTitle, otherCorrections, rhythmText } from './measurement-text';
import { valueReasonText } from './reason-text';
import { storedText } from './stored-measurements';

/** One value with the file's own below it, or a dash and the reason why there is none. */
export function MeasurementTile({ name, measured }: { name: string; measured: Measured }) {
  const value = measured.measurements[name] ?? null;
  const details = measured.measurement_details[name];
  return (
    <Tile name={name} title={measurementTitle(name)} value={value === null ? '—' : headText(name, value)}>
      {value === null && details?.reason && <span>{valueReasonText(details.reason.code)}</span>}
      {name === 'qtc_fridericia_ms' && value !== null && <OtherCorrections measured={measured} />}
      {details?.stored && <span>{say('measurements-panel.stored', { value: storedText(details.stored) })}</span>}
    </Tile>
  );
}

/** "Bazett 423, Framingham 412, Hodges 408" */
function OtherCorrections({ measured: { measurements } }: { measured: Measured }) {
  const others = otherCorrections
    .map((name) => ({ title: measurementTitle(name).replace('QTc ', ''), value: measurements[name] ?? null }))
    .filter(({ value }) => value !== null)
    .map(({ title, value }) => keptTogether(`${title} ${Math.round(value ?? 0)}`));
  return others.length > 0 ? <span>{others.join(', ')}</span> : null;
}

export function RhythmTile({ measured: { rhythm, beats } }: { measured: Measured }) {
  return (
    <Tile name="rhythm" title={say('measurements-panel.rhythm')} value={rhythmText(rhythm.regularity)}>
      <span>{beatsText(beats)}</span>
    </Tile>
  );
}

interface TileProps {
  name: string;
  title: string;
  value: string;
  children: ComponentChildren;
}

function Tile({ name, title, value, children }: TileProps) {
  return (
    <div class="measurement-tile" data-name={name}>
      <dt>{title}</dt>
      <dd>
        <strong>{value}</strong>
        {children}
      </dd>
    </div>
  );
}
