import type { EcgRecord } from 'leadwise';
import { type SafetySentence, safetySentence } from '../languages/translation';
import type { StatedFacts } from '../screening/protocol';
import { statedFactTexts } from '../ui/stated-facts';
import { lineHeightMm, type PdfPage, pageMm, type TextStyle } from './pdf-page';
import { drawPdfTrace } from './pdf-trace';
import type { RecordFacts } from './record-facts-line';
import { traceCaption } from './trace-caption';
import { drawTrace } from './trace-drawing';
import { layOutTrace, type TraceLayout, traceWidthMm } from './trace-layout';

/** Paper of ten seconds fills the page's width: the margins are what is left. */
export const marginMm = (pageMm.width - traceWidthMm) / 2;
export const contentMm = traceWidthMm;
const headTopMm = 6;
const headMm = 9;
export const bodyTopMm = headTopMm + headMm + 2;
export const footBottomMm = pageMm.height - 5;

/** Up to the mark, and never below it: of a long name the beginning is left out, the facts behind it stay. */
function drawFacts(page: PdfPage, { name, leastLetters, lineWith }: RecordFacts, widthMm: number): void {
  const style = { sizePt: 7.5 };
  const letters = [...name];
  let cut = 0;
  const line = () => lineWith(cut > 0 ? `…${letters.slice(cut).join('')}` : name);
  while (letters.length - cut > leastLetters && page.widthOf(line(), style) > widthMm) ++cut;
  page.text(line(), marginMm, headTopMm + 8.3, fittingStyle(page, line(), style, widthMm));
}

function drawStatedFacts(page: PdfPage, stated: StatedFacts | null, leftMm: number, rightMm: number): void {
  const text = stated ? statedFactTexts(stated).join(' · ') : '';
  if (text) page.text(text, leftMm, headTopMm + 4, fittingStyle(page, text, { sizePt: 9 }, rightMm - leftMm));
}

/**
 * What the file states of patient and recording stands beside the title: it belongs to the ECG, not to the file. The mark that stands on
 * everything is in a frame that is not overlooked.
 */
export function drawHead(page: PdfPage, title: string, stated: StatedFacts | null, facts: RecordFacts): void {
  page.text(title, marginMm, headTopMm + 4, { sizePt: 13, bold: true });
  const boxMm = 86;
  const leftMm = marginMm + contentMm - boxMm;
  drawFacts(page, facts, leftMm - 2 - marginMm);
  drawStatedFacts(page, stated, marginMm + page.widthOf(title, { sizePt: 13, bold: true }) + 4, leftMm - 2);
  page.area(leftMm, headTopMm - 0.5, boxMm, headMm + 0.5, '#fdf3dd');
  page.box(leftMm, headTopMm - 0.5, boxMm, headMm + 0.5, '#7a4b00', 0.5);
  const middleMm = leftMm + boxMm / 2;
  const [use, device] = [safetySentence('result.research_use'), safetySentence('result.not_a_device')];
  const fitted = (text: string, sizePt: number) => fittingStyle(page, text, { sizePt, colour: '#7a4b00' }, boxMm - 2);
  const mark = both(use).join(' · ').toUpperCase();
  page.text(mark, middleMm, headTopMm + (use.english === null ? 4.2 : 3.5), { ...fitted(mark, 13), bold: true }, 'center');
  const below = both(device);
  below.forEach((text, index) => {
    const yMm = headTopMm + (below.length > 1 ? 6.3 + 2.3 * index : 7.6);
    page.text(text, middleMm, yMm, fitted(text, below.length > 1 ? 6 : 7.5), 'center');
  });
}

function both({ text, english }: SafetySentence): string[] {
  return english === null ? [text] : [text, english];
}

/** Smaller where the text is wider than its place. */
function fittingStyle(page: PdfPage, text: string, style: TextStyle, widthMm: number): TextStyle {
  const neededMm = page.widthOf(text, { ...style, bold: true });
  return { ...style, sizePt: style.sizePt * Math.min(1, widthMm / neededMm) };
}

const footStyle = { sizePt: 6, colour: '#333b42' };

export interface Foot {
  lines: string[];
  topMm: number;
}

/** Small print that ends at the foot of the page. */
export function planFoot(page: PdfPage, texts: string[]): Foot {
  const lines = texts.flatMap((text) => page.wrapped(text, contentMm, footStyle));
  return { lines, topMm: footBottomMm - lines.length * lineHeightMm(footStyle) };
}

export function drawFoot(page: PdfPage, { lines, topMm }: Foot): void {
  lines.forEach((line, index) => page.text(line, marginMm, topMm + (index + 0.8) * lineHeightMm(footStyle), footStyle));
}

export interface TraceRequest {
  record: EcgRecord;
  startS: number;
  mostMm: number;
}

const captionMm = 3.4;

/** How high the trace will be, its caption included. */
export function planTrace({ record, startS, mostMm }: TraceRequest): { layout: TraceLayout; heightMm: number } {
  const layout = layOutTrace(record, startS, mostMm - captionMm);
  return { layout, heightMm: layout.heightMm + captionMm };
}

/** The trace with its caption, its foot at bottomMm. */
export function drawTraceAbove(page: PdfPage, record: EcgRecord, layout: TraceLayout, bottomMm: number): void {
  const drawing = drawTrace(record, layout);
  const topMm = bottomMm - layout.heightMm;
  page.text(traceCaption(record, layout, drawing.cutOff), marginMm, topMm - 1, { sizePt: 7.5 });
  drawPdfTrace(page, layout, drawing, marginMm, topMm);
}
