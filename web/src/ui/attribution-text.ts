import type { Attribution, WaveShares } from 'leadwise';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
import { percentText } from '../validated/probability-text';
import { leadsText } from './leads-text';
import { scoreOf } from './score';

/** Letters of waves are the same in every language. */
const waves: readonly { name: keyof WaveShares; letters: string }[] = [
  { name: 'p', letters: 'P' },
  { name: 'q', letters: 'Q' },
  { name: 'r', letters: 'R' },
  { name: 's', letters: 'S' },
  { name: 'st', letters: 'ST' },
  { name: 't', letters: 'T' },
  { name: 'rest', letters: '' },
];

export function waveColumns(): { name: keyof WaveShares; title: string }[] {
  return waves.map(({ name, letters }) => ({ name, title: letters || say('attribution.between') }));
}

export function captionOf(attribution: Attribution, isProbability: boolean, windowCount: number): string {
  const { leads, window } = attribution;
  const said = {
    leads: leadsText(Object.keys(leads).length),
    start: numberText(window.start_s),
    ...answersOf(attribution, isProbability),
  };
  if (windowCount > 1) return say(isProbability ? 'attribution.probability_window' : 'attribution.caption_window', said);
  return say(isProbability ? 'attribution.probability' : 'attribution.caption', said);
}

/** To a trace without waves and to this ECG, written as the result view writes them. */
export function answersOf({ logit, baseline_logit }: Attribution, isProbability: boolean): { baseline: string; answer: string } {
  const written = (logOdds: number) => {
    const probability = 1 / (1 + Math.exp(-logOdds));
    return isProbability ? percentText(probability) : String(scoreOf(probability));
  };
  return { baseline: written(baseline_logit), answer: written(logit) };
}

export function accuracyOf({ completeness_gap: gap }: Attribution): string {
  return gap === null ? '' : say('attribution.accuracy', { percent: numberText(100 * gap, 1) });
}

/** With its sign, which is what matters; a dash where there is no such wave. */
export function shareText(share: number | null): string {
  if (share === null) return '—';
  const rounded = Math.abs(share).toFixed(2);
  if (Number(rounded) === 0) return '0';
  return leftToRight(`${share > 0 ? '+' : '−'}${numberText(Math.abs(share), 2)}`);
}
