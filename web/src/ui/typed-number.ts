import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';

export interface Bounds {
  least: number;
  most: number;
  required?: boolean;
}

/** A mark before exactly three digits is unclear, as it may be of thousands: "1.200" is 1200 in Spanish and 1.2 in English. */
type Typed = number | 'nothing' | 'unclear' | 'no_number';

/**
 * The number that somebody typed. The browser's own field for numbers goes by the browser's language, not by the page's:
 * there "4,4" can be 44. Here comma and point both are decimal marks, and what can be read in two ways is not read.
 */
export function typedNumber(typed: string): Typed {
  const text = typed.trim();
  if (text === '') return 'nothing';
  if (!/^(\d+|\d*[.,]\d+)$/.test(text)) return 'no_number';
  return /[.,]\d{3}$/.test(text) ? 'unclear' : asDecimal(text);
}

/** How a number stands in a field, so that it is read as the same one. */
export function typedText(value: number): string {
  return /\.\d{3}$/.test(String(value)) ? numberText(value, 4) : numberText(value);
}

/** Why a field cannot be used as it is; null where it can. */
export function typedProblem(typed: string, { least, most, required = false }: Bounds): string | null {
  const number = typedNumber(typed);
  const text = typed.trim();
  if (number === 'nothing') return required ? say('number-field.missing') : null;
  if (number === 'no_number') return say('number-field.no_number', { text });
  if (number === 'unclear') {
    const [whole, decimal] = [Number(text.replace(/[.,]/, '')), asDecimal(text)].map(typedText);
    return say('number-field.unclear', { text, whole: whole ?? '', decimal: decimal ?? '' });
  }
  if (number >= least && number <= most) return null;
  return say('number-field.range', { least: typedText(least), most: typedText(most) });
}

function asDecimal(text: string): number {
  return Number(text.replace(',', '.'));
}
