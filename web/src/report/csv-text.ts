import type { SavedFile } from './save-file';

export type Cell = string | number | boolean | null;

/** A spreadsheet takes a text that begins like this for a formula, and would compute it. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
/** In French, Spanish and Portuguese Excel parts cells at a semicolon, and rows at a line's end, whatever quotes stand about them. */
const innerStart = /([;\t\r\n][\s"]*)(?=[=+\-@＝＋－＠])/g;

/** By it Excel knows UTF-8, and a name with an accent keeps it. */
const byteOrderMark = '\uFEFF';

export function csvFile(name: string, text: string): SavedFile {
  return { name, type: 'text/csv', content: byteOrderMark + text };
}

/** RFC 4180. */
export function csvText(rows: Cell[][]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = `${formulaStart.test(cell) ? "'" : ''}${cell.replace(innerStart, "$1'")}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
