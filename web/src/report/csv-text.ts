export type Cell = string | number | boolean | null;

/** RFC 4180. A spreadsheet takes a text that begins like this for a formula, and would compute it. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;

export function csvText(rows: Cell[][]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = formulaStart.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
