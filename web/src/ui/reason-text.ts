import type { ErrorCode } from 'leadwise';
import english from '../languages/en.json';
import { say } from '../languages/translation';
import type { PageCode } from '../screening/protocol';

/** Every code of the core, and the page's own, has its sentence. */
const reasons: Record<ErrorCode | PageCode | 'SelfTestFailed', string> = english.reasons;

type Codes = keyof typeof english.reasons;
type LeadCodes = keyof (typeof english)['lead-reasons'];
type ValueCodes = keyof (typeof english)['value-reasons'];

/** What each code means to the person at the screen. The exact message stands beside it. */
export function plainReason(code: string): string {
  return say(isIn(reasons, code) ? `reasons.${code as Codes}` : 'reasons.unexpected');
}

/** The same of a single lead. */
export function leadReasonText(code: string): string {
  return isIn(english['lead-reasons'], code) ? say(`lead-reasons.${code as LeadCodes}`) : plainReason(code);
}

/** The same below a value that is absent, where there is little room. */
export function valueReasonText(code: string): string {
  return isIn(english['value-reasons'], code) ? say(`value-reasons.${code as ValueCodes}`) : plainReason(code);
}

/** The core's words behind another sentence. Names of leads keep their small letter: "aVF has …". */
export function asSentence(message: string): string {
  return /^aV[RLF]/.test(message) ? message : message.charAt(0).toUpperCase() + message.slice(1);
}

function isIn(texts: Record<string, string>, code: string): boolean {
  return Object.hasOwn(texts, code);
}
