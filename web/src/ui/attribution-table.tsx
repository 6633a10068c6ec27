import type { Attribution, WaveShares } from 'leadwise';
import { say } from '../languages/translation';
import { accuracyOf, captionOf, shareText, waveColumns } from './attribution-text';
import { ScrollingTable } from './scrolling-table';

interface Props {
  attribution: Attribution;
  /** Whether the answer may be called so; else it is a score. */
  isProbability: boolean;
  windowCount: number;
}

interface Row {
  name: string;
  waves: WaveShares;
  amplitude: number | null;
  total: number;
}

/** One answer's leads and waves, each with what it did to it. */
export function AttributionTable({ attribution, isProbability, windowCount }: Props) {
  const hasSize = attribution.amplitude !== null;
  const columns = [
    say('leads.lead'),
    ...waveColumns().map(({ title }) => title),
    ...(hasSize ? [say('attribution.size')] : []),
    say('attribution.all'),
  ];
  const rows = rowsOf(attribution);
  const foremost = Math.max(...rows.slice(0, -1).flatMap(sharesOf).map((share) => Math.abs(share ?? 0)));
  return (
    <div class="attribution-table" data-head={attribution.head}>
      <ScrollingTable caption={captionOf(attribution, isProbability, windowCount)} columns={columns}>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row">{row.name}</th>
            {sharesOf(row).map((share, i) => (
              <Share key={columns[i]} share={share} foremost={foremost} />
            ))}
            {hasSize && <Share share={row.amplitude} foremost={foremost} />}
            <td>{shareText(row.total)}</td>
          </tr>
        ))}
      </ScrollingTable>
      <p class="quiet">
        {say('attribution.shape_only')} {hasSize && say('attribution.size_meaning')} {accuracyOf(attribution)}
      </p>
    </div>
  );
}

/** What did at least half as much as the foremost single share stands out. */
function Share({ share, foremost }: { share: number | null; foremost: number }) {
  const stands = share !== null && Math.abs(share) >= 0.5 * foremost && shareText(share) !== '0';
  return <td>{stands ? <strong>{shareText(share)}</strong> : shareText(share)}</td>;
}

function sharesOf({ waves }: Row): (number | null)[] {
  return waveColumns().map(({ name }) => waves[name]);
}

function rowsOf({ leads, waves, amplitude, total }: Attribution): Row[] {
  const rows: Row[] = Object.entries(leads).map(([name, lead]) => ({ name, ...lead }));
  return [...rows, { name: say('attribution.all'), waves, amplitude, total }];
}
