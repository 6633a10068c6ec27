import type { EcgRecord } from 'leadwise';
import { stretchText } from '../languages/durations';
import { say } from '../languages/translation';
import { leadTitle, mmPerMillivolt, mmPerSecond } from './paper-source';
import type { TraceLayout } from './trace-layout';

/** Scale, time and whatever a printed trace does not show. */
export function traceCaption(record: EcgRecord, layout: TraceLayout, cutOff: boolean): string {
  const { startS, endS, leftOut, simultaneous } = layout;
  const parts = [
    say('report.scale', { speed: mmPerSecond, gain: mmPerMillivolt }),
    say('report.drawn'),
    stretchText(startS, endS, record.duration_s),
    simultaneous && say('report.simultaneous'),
    leftOut.length > 0 && say('report.not_drawn', { leads: leftOut.map(leadTitle).join(', ') }),
    cutOff && say('report.cut_off'),
  ];
  return parts.filter(Boolean).join(' · ');
}
