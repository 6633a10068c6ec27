import { jsPDF } from 'jspdf';
import { safetyText, spokenLanguage } from '../languages/translation';
import { addReportFonts, fontFamily, printable } from './pdf-fonts';

export interface TextStyle {
  sizePt: number;
  bold?: boolean;
  colour?: string;
}

/** The library lists those it knows; what it is given it writes. */
type PdfLanguage = Parameters<jsPDF['setLanguage']>[0];

const mmPerPoint = 25.4 / 72;
const lineSpacing = 1.17;
/** Standing for none: exports hold no clock, so that the same answers give the same bytes. */
const noDate = "D:19700101000000+00'00'";

export const pageMm = { width: 297, height: 210 };

/** Landscape A4 pages, drawn one after the other; millimetres from the upper left corner. */
export class PdfPage {
  readonly #pdf: jsPDF;

  /** `identity` is 32 hexadecimal digits: the standard asks for one, and it must not be random. */
  constructor(title: string, creator: string, identity: string) {
    this.#pdf = new jsPDF({
      orientation: 'landscape',
      unit: 'mm',
      format: 'a4',
      compress: true,
      putOnlyUsedFonts: true,
      // A thousandth of a point; more would only make the file larger.
      floatPrecision: 3,
    });
    addReportFonts(this.#pdf);
    this.#pdf.setProperties({ title, subject: safetyText('result.research_use'), creator });
    this.#pdf.setLanguage(spokenLanguage().code as PdfLanguage).setCreationDate(noDate).setFileId(identity);
  }

  /** Draws one line of text, its baseline at yMm. */
  text(text: string, xMm: number, yMm: number, style: TextStyle, align: 'left' | 'right' | 'center' = 'left'): void {
    this.#use(style);
    this.#pdf.setTextColor(style.colour ?? '#14181c');
    this.#pdf.text(printable(this.#pdf, text), xMm, yMm, { align });
  }

  wrapped(text: string, widthMm: number, style: TextStyle): string[] {
    this.#use(style);
    return this.#pdf.splitTextToSize(printable(this.#pdf, text), widthMm) as string[];
  }

  widthOf(text: string, style: TextStyle): number {
    this.#use(style);
    return this.#pdf.getTextWidth(printable(this.#pdf, text));
  }

  box(xMm: number, yMm: number, widthMm: number, heightMm: number, colour: string, lineMm = 0.3): void {
    this.#pdf.setDrawColor(colour).setLineWidth(lineMm).rect(xMm, yMm, widthMm, heightMm);
  }

  area(xMm: number, yMm: number, widthMm: number, heightMm: number, colour: string): void {
    this.#pdf.setFillColor(colour).rect(xMm, yMm, widthMm, heightMm, 'F');
  }

  /** Open lines, each of x and y in turn. */
  polylines(lines: number[][], colour: string, lineMm: number): void {
    this.#pdf.setDrawColor(colour).setLineWidth(lineMm).setLineJoin('round').setLineCap('round');
    for (const line of lines) {
      for (let at = 0; at + 1 < line.length; at += 2) {
        const [x, y] = [line[at] ?? 0, line[at + 1] ?? 0];
        if (at === 0) this.#pdf.moveTo(x, y);
        else this.#pdf.lineTo(x, y);
      }
      this.#pdf.stroke();
    }
  }

  /** What `draw` draws outside the rectangle is cut off. */
  within(xMm: number, yMm: number, widthMm: number, heightMm: number, draw: () => void): void {
    this.#pdf.saveGraphicsState();
    this.#pdf.rect(xMm, yMm, widthMm, heightMm, null);
    this.#pdf.clip().discardPath();
    draw();
    this.#pdf.restoreGraphicsState();
  }

  /** What is drawn from now on stands on another page. */
  next(): void {
    this.#pdf.addPage();
  }

  bytes(): ArrayBuffer {
    return withoutDate(this.#pdf.output('arraybuffer'));
  }

  #use({ sizePt, bold }: TextStyle): void {
    this.#pdf.setFont(fontFamily, bold ? 'bold' : 'normal').setFontSize(sizePt);
  }
}

export function lineHeightMm({ sizePt }: TextStyle): number {
  return sizePt * mmPerPoint * lineSpacing;
}

/** The library always writes a date, and the standard does not ask for one: spaces keep every offset as it is. */
function withoutDate(pdf: ArrayBuffer): ArrayBuffer {
  const entry = `/CreationDate (${noDate})`;
  const start = new TextDecoder('latin1').decode(pdf).lastIndexOf(entry);
  if (start >= 0) new Uint8Array(pdf).fill(0x20, start, start + entry.length);
  return pdf;
}
