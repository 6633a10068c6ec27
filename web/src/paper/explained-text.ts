import type { Attribution } from 'leadwise';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import type { AttributionBins } from './attribution-bins';
import { answersOf } from '../ui/attribution-text';
import { leadsText } from '../ui/leads-text';
import { taskText } from '../ui/task-text';

/** "12 leads"; with the task's name where there are several. */
export function headTitle({ task, leads }: Attribution, all: Attribution[]): string {
  const count = leadsText(Object.keys(leads).length);
  return all.some((other) => other.task !== task) ? `${taskText(task).title}, ${count}` : count;
}

/** To which scale the bars are drawn. */
export function scaleText({ strongest, binS }: AttributionBins): string {
  if (!strongest.lead) return say('explained.nothing_moved');
  return say('explained.scale', {
    ms: Math.round(1000 * binS),
    lead: strongest.lead,
    second: numberText(strongest.atS, 2),
    share: shareText(strongest.share),
  });
}

export function baselineText(attribution: Attribution, isProbability: boolean): string {
  return say(isProbability ? 'explained.baseline_probability' : 'explained.baseline', answersOf(attribution, isProbability));
}

/** Of more than one window: which is explained. */
export function windowText({ window }: Attribution): string {
  const from = window.start_s;
  const to = from + window.samples / window.sampling_rate_hz;
  return say('explained.window', { from: numberText(from), to: numberText(to) });
}

/** Leads that the score rests on and the file does not hold. */
export function derivedText(leads: string[]): string {
  return say('explained.derived', { leads: leads.join(', ') });
}

/** What somebody who does not see the paper is told: the leads that moved the score most. */
export function describeAttribution({ leads }: Attribution): string {
  const strongest = Object.entries(leads)
    .sort(([, one], [, other]) => Math.abs(other.total) - Math.abs(one.total))
    .slice(0, 3)
    .map(([lead, { total }]) => {
      const amount = numberText(Math.abs(total), 2);
      return say(total > 0 ? 'explained.lead_raised' : 'explained.lead_lowered', { lead, amount });
    });
  return say('explained.described', { leads: strongest.join(', ') });
}

export function describeReconstruction(errors: { name: string; error: number }[]): string {
  const texts = errors.map(({ name, error }) => `${name} ${errorText(error)}`);
  return say('explained.described_decoded', { errors: texts.join(', ') });
}

export function errorText(error: number): string {
  return numberText(error, 2);
}

/** Two digits that count, with the sign. */
function shareText(share: number): string {
  const size = Number(Math.abs(share).toPrecision(2));
  const decimals = Math.max(0, 1 - Math.floor(Math.log10(size)));
  return leftToRight(`${share > 0 ? '+' : '−'}${numberText(size, decimals)}`);
}
