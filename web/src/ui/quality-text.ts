import type { Reason, ScreenResult } from 'leadwise';
import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import type { Measured } from '../screening/protocol';

/** One list for both: what screening has warned of, measuring need not say again. */
export function warningsOf(screened: ScreenResult | null, measured: Pick<Measured, 'quality'> | null): Reason[] {
  const first = screened?.quality.warnings ?? [];
  const further = measured?.quality.warnings ?? [];
  return [...first, ...further.filter(({ code }) => !first.some((warning) => warning.code === code))];
}

/** Noise in six leads is one warning. */
export function messagesByCode(warnings: Reason[]): Map<string, string[]> {
  const byCode = new Map<string, string[]>();
  for (const { code, message } of warnings) byCode.set(code, [...(byCode.get(code) ?? []), message]);
  return byCode;
}

export interface UnusableLead {
  name: string;
  reason: Reason;
}

export function unusableLeads({ leads }: Pick<Measured['quality'], 'leads'>): Map<string, UnusableLead[]> {
  const byCode = new Map<string, UnusableLead[]>();
  for (const [name, { reason }] of Object.entries(leads)) {
    if (reason) byCode.set(reason.code, [...(byCode.get(reason.code) ?? []), { name, reason }]);
  }
  return byCode;
}

/** What of a long recording the scores do not rest on; nothing where they rest on all of it. */
export function windowsText({ used, skipped, unused_s }: ScreenResult['windows']): string {
  const parts = [
    skipped > 0 && say('quality.skipped', { count: skipped, all: used + skipped }),
    unused_s >= 0.1 && say('quality.unused', { seconds: numberText(unused_s, 1) }),
  ].filter(Boolean);
  return parts.join(' ');
}
