import type { ComponentChildren } from 'preact';
import './scrolling-table.css';

interface Props {
  caption: string;
  columns: string[];
  children: ComponentChildren;
}

/** A table that scrolls within itself where the page is narrow, also by keyboard. */
export function ScrollingTable({ caption, columns, children }: Props) {
  return (
    <div class="scrolling-table" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" class={column === 'Remark' ? 'remark' : ''}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
