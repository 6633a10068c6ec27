import type { Polyline } from './trace-drawing';

/** SVG path data of open lines; hundredths of a millimetre are finer than any printer. */
export function pathOf(lines: Polyline[]): string {
  return lines.map((line) => `M${line.map((mm) => Math.round(mm * 100) / 100).join(' ')}`).join('');
}
