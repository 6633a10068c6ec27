/** Rows that a page key goes. */
const pageRows = 8;

/** The row that a key leads to from `row`, or null for keys that lead nowhere. */
export function rowAfterKey(key: string, row: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: pageRows,
    PageUp: -pageRows,
    Home: -count,
    End: count,
  };
  const step = steps[key];
  return step === undefined ? null : Math.min(count - 1, Math.max(0, row + step));
}
