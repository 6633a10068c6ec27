import type { StoredMeasurement } from 'leadwise';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import type { Measured } from '../screening/protocol';

export function storedText({ value, unit }: StoredMeasurement): string {
  return leftToRight(`${numberText(value)}${unit === 'deg' ? '°' : unit && ` ${unit}`}`);
}

/** What the device measured and that stands beside none of our own values. */
export function StoredMeasurements({ measured }: { measured: Measured }) {
  const beside = Object.values(measured.measurement_details).map(({ stored }) => stored);
  const others = measured.stored_measurements.filter(
    (stored) => !beside.some((shown) => shown?.name === stored.name && shown.value === stored.value),
  );
  if (others.length === 0) return null;
  return (
    <details class="measurement-details">
      <summary>{say('measurements-panel.further', { count: others.length })}</summary>
      <ul class="stored-measurements">
        {others.map((stored, index) => (
          <li key={index} translate={false}>
            {stored.name}: {storedText(stored)}
          </li>
        ))}
      </ul>
    </details>
  );
}
