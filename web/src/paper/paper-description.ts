import { durationText } from '../languages/durations';
import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import type { PaperLayout } from './paper-layout';
import type { PaperSettings } from './paper-settings';
import { type DrawnSignal, leadTitle } from './shown-leads';

/** What somebody who does not see the paper is told of it. */
export function describe(signal: DrawnSignal, { strips }: PaperLayout, settings: PaperSettings): string {
  const { leads, duration_s, sampling_rate_hz } = signal;
  const { averageBeat, mmPerSecond, mmPerMillivolt } = settings;
  const isDrawn = (lead: DrawnSignal['leads'][number]) =>
    strips.some((strip) => strip.lead === lead || (lead.name !== null && strip.standardLead === lead.name));
  const drawn = leads.filter(isDrawn);
  const others = leads.filter((lead) => !isDrawn(lead));
  const titles = (some: DrawnSignal['leads']) => some.map(leadTitle).join(', ');
  const what = averageBeat ? 'paper.described_beat' : 'paper.described_ecg';
  const sentences = [
    say(what, { count: drawn.length, names: titles(drawn) }),
    others.length > 0 && say('paper.described_undrawn', { names: titles(others) }),
    say('paper.described_scale', {
      duration: durationText(duration_s),
      rate: numberText(sampling_rate_hz),
      speed: mmPerSecond,
      gain: numberText(mmPerMillivolt),
    }),
  ];
  return sentences.filter(Boolean).join(' ');
}
