import { durationText } from '../languages/durations';
import { numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import type { PaperSettings } from './paper-settings';
import { type DrawnSignal, leadTitle } from './shown-leads';

/** What somebody who does not see the paper is told of it. */
export function describe({ leads, duration_s, sampling_rate_hz }: DrawnSignal, settings: PaperSettings): string {
  const { averageBeat, hidden, mmPerSecond, mmPerMillivolt } = settings;
  const what = averageBeat ? 'paper.described_beat' : 'paper.described_ecg';
  const sentences = [
    say(what, { count: leads.length, names: leads.map(leadTitle).join(', ') }),
    hidden.size > 0 && say('paper.described_hidden', { count: hidden.size }),
    say('paper.described_scale', {
      duration: durationText(duration_s),
      rate: numberText(sampling_rate_hz),
      speed: mmPerSecond,
      gain: numberText(mmPerMillivolt),
    }),
  ];
  return sentences.filter(Boolean).join(' ');
}
