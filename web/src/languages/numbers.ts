import { spokenLanguage } from './translation';

/** A number as it is read, with the language's decimal mark and a minus sign that is as wide as a digit. */
export function numberText(value: number, digits?: number): string {
  const text = digits === undefined ? String(value) : value.toFixed(digits);
  return text.replace('-', '−').replace('.', decimalMark());
}

/** By language: a page shows hundreds of numbers, and asking the browser for one mark takes it as long as laying out several. */
const decimalMarks = new Map<string, string>();

function decimalMark(): string {
  const { code } = spokenLanguage();
  const known = decimalMarks.get(code);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(code).formatToParts(0.5);
  const mark = parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  decimalMarks.set(code, mark);
  return mark;
}

/** Behind a number, never at the start of a line. */
export const percentSign = '\u00a0%';

/** A value with its sign and unit: it is read from left to right also where the sentence around it is not. */
export function leftToRight(text: string): string {
  return spokenLanguage().direction === 'rtl' ? `\u2066${text}\u2069` : text;
}

/** A name with its value, or a choice, among others: it keeps together whichever way its own letters run. */
export function keptTogether(text: string): string {
  return spokenLanguage().direction === 'rtl' ? `\u2068${text}\u2069` : text;
}
