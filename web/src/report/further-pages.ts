import { bodyTopMm, contentMm, footBottomMm, marginMm } from './page-parts';
import type { PdfPage } from './pdf-page';
import { type Column, drawColumns, flowedLines, setColumns } from './text-columns';
import type { TextLine } from './text-line';

const columnsAPage = 3;
const gapMm = 6;
const sizePt = 9;
const widthMm = (contentMm - (columnsAPage - 1) * gapMm) / columnsAPage;

/** All that the first page was to say, on as many more as it takes, each below a head of its own. */
export function drawFurtherPages(page: PdfPage, columns: Column[], drawPageHead: () => void): void {
  const lines = columns.flatMap((column) => column.lines);
  const flowed = flowedLines(page, lines, { widthMm, mostMm: footBottomMm - bodyTopMm, sizePt });
  for (let first = 0; first < flowed.length; first += columnsAPage) {
    page.next();
    drawPageHead();
    const placed = flowed.slice(first, first + columnsAPage).map(placedColumn);
    drawColumns(page, setColumns(page, placed, sizePt), bodyTopMm);
  }
}

function placedColumn(lines: TextLine[], place: number): Column {
  return { xMm: marginMm + place * (widthMm + gapMm), widthMm, lines };
}
