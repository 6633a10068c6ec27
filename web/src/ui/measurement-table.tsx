import { say } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { InEnglish } from './in-english';
import { measurementTitle, valueText } from './measurement-text';
import { ScrollingTable } from './scrolling-table';
import { storedText } from './stored-measurements';

/** Every value with what stands behind it. */
export function MeasurementTable({ measured }: { measured: Measured }) {
  return (
    <ScrollingTable
      caption={say('measurements-panel.title')}
      columns={[
        say('measurement-table.measurement'),
        say('measurement-table.here'),
        say('measurement-table.standard_error'),
        say('measurement-table.in_file'),
      ]}
      lastColumn={say('measurement-table.remark')}
    >
      {Object.entries(measured.measurements).map(([name, value]) => (
        <Row key={name} name={name} value={value} details={measured.measurement_details[name]} />
      ))}
    </ScrollingTable>
  );
}

interface RowProps {
  name: string;
  value: number | null;
  details: Measured['measurement_details'][string] | undefined;
}

function Row({ name, value, details }: RowProps) {
  const { standard_error: error = null, stored = null, reason = null } = details ?? {};
  return (
    <tr>
      <th scope="row">{measurementTitle(name)}</th>
      <td>{value === null ? '—' : valueText(name, value)}</td>
      <td>{error === null ? '—' : valueText(name, error).replace('+', '')}</td>
      <td>{stored ? storedText(stored) : '—'}</td>
      <td class="remark">
        {reason && (
          <>
            <InEnglish>{reason.message}</InEnglish> (<code>{reason.code}</code>)
          </>
        )}
      </td>
    </tr>
  );
}
