import type { EcgRecord, RecordGroup } from 'leadwise';
import { useMemo } from 'preact/hooks';
import { withDerivedLeads } from './derived-leads';
import { filteredSignal } from './display-filter';
import { type PaperLayout, layOutBeat, layOutPaper, layOutWhole, layoutFor, pageSeconds } from './paper-layout';
import type { PaperSettings } from './paper-settings';
import type { DrawnSignal } from './shown-leads';

export interface Paper {
  signal: DrawnSignal;
  layout: PaperLayout;
  /** All of the recording lies side by side, and scrolls, instead of being paged. */
  whole: boolean;
}

/** What is shown of the record, and where on the paper, from `startS` on. */
export function usePaper(record: EcgRecord, startS: number, settings: PaperSettings): Paper {
  const { averageBeat, filter, mmPerSecond, mmPerMillivolt, layout: wanted, order, hidden } = settings;
  const signal = useMemo(
    () => filteredSignal(averageBeat ? signalOf(averageBeat) : record, filter),
    [record, averageBeat, filter],
  );
  const whole = averageBeat === null && isWhole(record, settings);
  const from = whole || averageBeat ? 0 : Math.max(0, Math.min(startS, record.duration_s - pageSeconds));
  const layout = useMemo(() => {
    const choices = { mmPerSecond, mmPerMillivolt, layout: wanted, order, hidden };
    if (averageBeat) return layOutBeat(signal, choices);
    return whole ? layOutWhole(signal, choices) : layOutPaper(signal, from, choices);
  }, [signal, averageBeat, whole, from, mmPerSecond, mmPerMillivolt, wanted, order, hidden]);
  return { signal, layout, whole };
}

function isWhole(record: EcgRecord, { layout }: PaperSettings): boolean {
  return record.duration_s > pageSeconds && layoutFor(record, pageSeconds, layout) === '12x1';
}

function signalOf({ leads, sampling_rate_hz }: RecordGroup): DrawnSignal {
  const sampleCount = Math.max(0, ...leads.map(({ samples_mv }) => samples_mv.length));
  return withDerivedLeads({ leads, sampling_rate_hz, duration_s: sampleCount / sampling_rate_hz });
}
