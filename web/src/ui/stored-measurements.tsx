import type { StoredMeasurement } from 'leadwise';
import type { Measured } from '../screening/protocol';

export function storedText({ value, unit }: StoredMeasurement): string {
  return `${String(value).replace('-', '−')}${unit === 'deg' ? '°' : unit && ` ${unit}`}`;
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
      <summary>Further measurements stored in the file ({others.length})</summary>
      <ul class="stored-measurements">
        {others.map((stored, index) => (
          <li key={index}>
            {stored.name}: {storedText(stored)}
          </li>
        ))}
      </ul>
    </details>
  );
}
