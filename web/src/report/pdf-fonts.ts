import regular from '@expo-google-fonts/roboto-condensed/400Regular/RobotoCondensed_400Regular.ttf?inline';
import bold from '@expo-google-fonts/roboto-condensed/700Bold/RobotoCondensed_700Bold.ttf?inline';
import type { jsPDF } from 'jspdf';

/** The fonts that every PDF reader has lack −, ≥ and every letter that is not Western European. */
export const fontFamily = 'RobotoCondensed';

export function addReportFonts(pdf: jsPDF): void {
  addFont(pdf, 'RobotoCondensed-Regular.ttf', regular, 'normal');
  addFont(pdf, 'RobotoCondensed-Bold.ttf', bold, 'bold');
  pdf.setFont(fontFamily, 'normal');
}

function addFont(pdf: jsPDF, fileName: string, dataUrl: string, style: string): void {
  pdf.addFileToVFS(fileName, dataUrl.slice(dataUrl.indexOf(',') + 1));
  pdf.addFont(fileName, fontFamily, style);
}

interface FontMetadata {
  cmap: { unicode: { codeMap: Record<number, number> } };
}

/** Characters that the font lacks are told by their number: the library would leave them out in silence. */
export function printable(pdf: jsPDF, text: string): string {
  const { codeMap } = (pdf.getFont() as unknown as { metadata: FontMetadata }).metadata.cmap.unicode;
  return [...text].map((letter) => shownLetter(letter, codeMap)).join('');
}

function shownLetter(letter: string, codeMap: Record<number, number>): string {
  const code = letter.codePointAt(0) ?? 0;
  if (/\s/u.test(letter)) return ' ';
  return code <= 0xffff && codeMap[code] ? letter : `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
}
