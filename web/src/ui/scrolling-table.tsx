import type { ComponentChildren } from 'preact';
import './scrolling-table.css';

interface Props {
  caption: string;
  columns: string[];
  /** Of words and not of numbers. */
  lastColumn?: string;
  children: ComponentChildren;
}

/** A table that scrolls within itself where the page is narrow, also by keyboard. */
export function ScrollingTable({ caption, columns, lastColumn, children }: Props) {
  return (
    <div class="scrolling-table" tabIndex={0} role="group" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
            {lastColumn && (
              <th scope="col" class="remark">
                {lastColumn}
              </th>
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
