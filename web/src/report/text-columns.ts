import { say } from '../languages/translation';
import { lineHeightMm, type PdfPage, type TextStyle } from './pdf-page';
import type { TextLine } from './text-line';

export interface Column {
  xMm: number;
  widthMm: number;
  lines: TextLine[];
}

interface PlacedText {
  text: string;
  xMm: number;
  /** Of its baseline, from the top of the columns. */
  yMm: number;
  style: TextStyle;
}

export interface TextColumns {
  texts: PlacedText[];
  heightMm: number;
}

const sizesPt = [9, 8.5, 8, 7.5, 7, 6.5, 6, 5.5];
const ascentParts = 0.75;
const labelGapMm = 2;

/** In the largest letters with which every column is low enough; in the smallest, what has no room is counted. */
export function fitColumns(page: PdfPage, columns: Column[], mostMm: number): TextColumns {
  for (const sizePt of sizesPt) {
    const set = setColumns(page, columns, sizePt);
    if (set.heightMm <= mostMm) return set;
  }
  return setColumns(
    page,
    columns.map((column) => shortened(page, column, mostMm)),
    sizesPt.at(-1) ?? 0,
  );
}

export function drawColumns(page: PdfPage, { texts }: TextColumns, topMm: number): void {
  for (const { text, xMm, yMm, style } of texts) page.text(text, xMm, topMm + yMm, style);
}

function setColumns(page: PdfPage, columns: Column[], sizePt: number): TextColumns {
  const set = columns.map((column) => setColumn(page, column, sizePt));
  return {
    texts: set.flatMap(({ texts }) => texts),
    heightMm: Math.max(0, ...set.map(({ heightMm }) => heightMm)),
  };
}

function setColumn(page: PdfPage, { xMm, widthMm, lines }: Column, sizePt: number): TextColumns {
  const labelMm = labelWidthMm(page, lines, sizePt);
  const texts: PlacedText[] = [];
  let topMm = 0;
  lines.forEach(({ text, label, bold = false, scale = 1, gap = 0 }, index) => {
    const style = { sizePt: sizePt * scale, bold };
    const stepMm = lineHeightMm(style);
    if (index > 0) topMm += gap * stepMm;
    const indentMm = label === undefined ? 0 : labelMm;
    const baselineMm = topMm + stepMm * ascentParts;
    if (label !== undefined) texts.push({ text: label, xMm, yMm: baselineMm, style });
    const wrapped = page.wrapped(text, widthMm - indentMm, style);
    wrapped.forEach((part, row) =>
      texts.push({ text: part, xMm: xMm + indentMm, yMm: baselineMm + row * stepMm, style }),
    );
    topMm += wrapped.length * stepMm;
  });
  return { texts, heightMm: topMm };
}

function labelWidthMm(page: PdfPage, lines: TextLine[], sizePt: number): number {
  const widths = lines.map(({ label = '', bold = false }) => page.widthOf(label, { sizePt, bold }));
  return Math.max(0, ...widths) + labelGapMm;
}

/** Nothing is left out in silence. */
function shortened(page: PdfPage, column: Column, mostMm: number): Column {
  const sizePt = sizesPt.at(-1) ?? 0;
  const { lines } = column;
  for (let kept = lines.length; kept > 0; --kept) {
    const rest = lines.length - kept;
    const notice = { text: say('report.no_room', { count: rest }), bold: true };
    const shorter = { ...column, lines: rest > 0 ? [...lines.slice(0, kept), notice] : lines };
    if (setColumn(page, shorter, sizePt).heightMm <= mostMm) return shorter;
  }
  return { ...column, lines: [] };
}
