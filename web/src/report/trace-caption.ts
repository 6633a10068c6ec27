import type { EcgRecord } from 'leadwise';
import { mmPerMillivolt, mmPerSecond } from './paper-source';
import type { TraceLayout } from './trace-layout';

/** Scale, time and whatever a printed trace does not show. */
export function traceCaption(record: EcgRecord, layout: TraceLayout, cutOff: boolean): string {
  const { startS, endS, leftOut, simultaneous } = layout;
  const parts = [
    `${mmPerSecond} mm/s, ${mmPerMillivolt} mm/mV where printed at 100 %`,
    'no filter, each lead centred',
    `${seconds(startS)}–${seconds(endS)} s of ${seconds(record.duration_s)} s`,
    simultaneous && 'all columns begin at the same time',
    leftOut.length > 0 && `not drawn: ${leftOut.map(({ name, label }) => name ?? label).join(', ')}`,
    cutOff && 'waves beyond the paper are cut off',
  ];
  return parts.filter(Boolean).join(' · ');
}

function seconds(value: number): string {
  return String(Math.round(value * 100) / 100);
}
