import type { Attribution, WaveShares } from 'leadwise';
import { leadsText } from './leads-text';
import { scoreOf } from './score';

export const title = 'What the scores rest on';

/** What such a table says and, above all, what it does not. */
export const meaning =
  'How far each lead and each wave of this ECG moved the model’s score: + raised it, − lowered it, in log odds. Together ' +
  'they are the way from a flat line’s score to this one. This is what the model used, not what ails the patient: it says ' +
  'nothing about why an ECG looks as it does, and a small value does not mean that a wave is normal.';

/** The model is given shapes; only where its classifier is also given sizes may millivolts be spoken of. */
export const shapeOnly =
  'Each lead is scaled to the same size before the model sees it: the waves’ values are about shape, never about millivolts.';

export const sizeMeaning = 'Size is what the lead’s overall amplitude did, counted from what is usual for that lead.';

export const waveColumns: readonly { name: keyof WaveShares; title: string }[] = [
  { name: 'p', title: 'P' },
  { name: 'q', title: 'Q' },
  { name: 'r', title: 'R' },
  { name: 's', title: 'S' },
  { name: 'st', title: 'ST' },
  { name: 't', title: 'T' },
  { name: 'rest', title: 'Between' },
];

export function captionOf({ leads, window, logit, baseline_logit }: Attribution, windowCount: number): string {
  const way = `${leadsText(Object.keys(leads).length)}, from ${scoreAt(baseline_logit)} (a flat line) to ${scoreAt(logit)} of 100`;
  return windowCount > 1 ? `${way}: 10 s from second ${window.start_s}, the window with the median score` : way;
}

function scoreAt(logit: number): number {
  return scoreOf(1 / (1 + Math.exp(-logit)));
}

export function accuracyOf({ completeness_gap: gap }: Attribution): string {
  return gap === null ? '' : `The values miss the score’s way by ${(100 * gap).toFixed(1)} %.`;
}

/** With its sign, which is what matters; a dash where there is no such wave. */
export function shareText(share: number | null): string {
  if (share === null) return '—';
  const text = Math.abs(share).toFixed(2);
  if (Number(text) === 0) return '0';
  return share > 0 ? `+${text}` : `−${text}`;
}
