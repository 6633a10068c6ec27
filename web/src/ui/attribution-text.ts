import type { Attribution, WaveShares } from 'leadwise';

export const title = 'What the scores rest on';

/** What such a table says and, above all, what it does not. */
export const meaning =
  'How far each lead and each wave of this ECG moved the model’s score, counted from a flat line: + raised it, − lowered ' +
  'it, in log odds; together they are the score. This is what the model used, not what ails the patient: it says nothing ' +
  'about why an ECG looks as it does, and a small value does not mean that a wave is normal.';

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

export function captionOf({ leads, window }: Attribution, windowCount: number): string {
  const count = Object.keys(leads).length;
  const place = windowCount > 1 ? `, 10 s from second ${window.start_s}, the window with the median score` : '';
  return `${count} leads${place}`;
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
