import type { Attribution, WaveShares } from 'leadwise';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';
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

export function captionOf({ leads, window, logit, baseline_logit }: Attribution, windowCount: number): string {
  const way = {
    leads: leadsText(Object.keys(leads).length),
    baseline: scoreAt(baseline_logit),
    score: scoreAt(logit),
  };
  if (windowCount <= 1) return say('attribution.caption', way);
  return say('attribution.caption_window', { ...way, start: numberText(window.start_s) });
}

function scoreAt(logit: number): number {
  return scoreOf(1 / (1 + Math.exp(-logit)));
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
