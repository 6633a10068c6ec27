import { say } from '../languages/translation';
import { lineHeightMm, type PdfPage, type TextStyle } from './pdf-page';
import type { TextLine } from './text-line';

export interface Column {
  xMm: number;
  widthMm: number;
  lines: TextLine[];
}

export interface Flow {
  widthMm: number;
  mostMm: number;
  sizePt: number;
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

interface FittedColumns extends TextColumns {
  /** Whether lines had no room. */
  crowded: boolean;
}

const smallestPt = 5.5;
const sizesPt = [9, 8.5, 8, 7.5, 7, 6.5, 6, smallestPt];
const ascentParts = 0.75;
const labelGapMm = 2;

export function textsIn(columns: Column[]): string[] {
  return columns.flatMap(({ lines }) => lines.map(({ text }) => text));
}

/** In the largest letters with which every column is low enough; in the smallest, what has no room is counted. */
export function fitColumns(page: PdfPage, columns: Column[], mostMm: number): FittedColumns {
  for (const sizePt of sizesPt) {
    const set = setColumns(page, columns, sizePt);
    if (set.heightMm <= mostMm) return { ...set, crowded: false };
  }
  const shorter = columns.map((column) => shortened(page, column, mostMm));
  return { ...setColumns(page, shorter, smallestPt), crowded: true };
}

/** The lines one after the other, in as many columns of this width and height as they take. */
export function flowedLines(page: PdfPage, lines: TextLine[], { widthMm, mostMm, sizePt }: Flow): TextLine[][] {
  const columns: TextLine[][] = [];
  for (const line of lines) {
    const longer = [...(columns.at(-1) ?? []), line];
    const fits = setColumn(page, { xMm: 0, widthMm, lines: longer }, sizePt).heightMm <= mostMm;
    if (fits && longer.length > 1) columns[columns.length - 1] = longer;
    else columns.push([line]);
  }
  return columns;
}

export function drawColumns(page: PdfPage, { texts }: TextColumns, topMm: number): void {
  for (const { text, xMm, yMm, style } of texts) page.text(text, xMm, topMm + yMm, style);
}

export function setColumns(page: PdfPage, columns: Column[], sizePt: number): TextColumns {
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

/** Nothing is left out in silence: how much is missing stands at the end. */
function shortened(page: PdfPage, column: Column, mostMm: number): Column {
  const fits = (tried: Column) => setColumn(page, tried, smallestPt).heightMm <= mostMm;
  if (fits(column)) return column;
  const leaving = leavingOrder(column.lines);
  const shorter = leaving.map((_, index) => withoutLines(column, leaving.slice(0, index + 1)));
  return shorter.find(fits) ?? { ...column, lines: [] };
}

/** From the end, and what must be read last. */
function leavingOrder(lines: TextLine[]): TextLine[] {
  const backwards = [...lines].reverse();
  return [undefined, 'answer', 'warning'].flatMap((keep) => backwards.filter((line) => line.keep === keep));
}

function withoutLines(column: Column, gone: TextLine[]): Column {
  const notice = { text: say('report.no_room', { count: gone.length }), bold: true };
  return { ...column, lines: [...column.lines.filter((line) => !gone.includes(line)), notice] };
}
