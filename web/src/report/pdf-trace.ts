import { labelHeightMm, largeSquareMm, smallSquareMm } from './paper-source';
import type { PdfPage } from './pdf-page';
import { gridLines, type Polyline, type TraceDrawing } from './trace-drawing';
import type { TraceLayout } from './trace-layout';

const colours = { small: '#f9d9d2', large: '#eba99d', trace: '#14181c', mark: '#5d6f80' };
const widths = { small: 0.08, large: 0.16, trace: 0.22, mark: 0.15 };
/** The height of capital letters is about seven tenths of the size of a font. */
const labelPt = labelHeightMm * 2.2;

/** ECG paper in true millimetres, its upper left corner at the place given. */
export function drawPdfTrace(
  page: PdfPage,
  layout: TraceLayout,
  drawing: TraceDrawing,
  xMm: number,
  yMm: number,
): void {
  const { widthMm, heightMm } = layout;
  const at = (lines: Polyline[]) => lines.map((line) => line.map((mm, index) => mm + (index % 2 === 0 ? xMm : yMm)));
  page.polylines(at(gridLines(widthMm, heightMm, smallSquareMm)), colours.small, widths.small);
  page.polylines(at(gridLines(widthMm, heightMm, largeSquareMm)), colours.large, widths.large);
  for (const { text, xMm: labelX, yMm: labelY } of drawing.labels) {
    page.text(text, xMm + labelX, yMm + labelY, { sizePt: labelPt, bold: true });
  }
  page.polylines(at(drawing.ticks), colours.mark, widths.mark);
  page.within(xMm, yMm, widthMm, heightMm, () => {
    // Nothing may hide a wave.
    page.polylines(at(drawing.pulses), colours.trace, widths.trace);
    page.polylines(at(drawing.traces), colours.trace, widths.trace);
  });
}
