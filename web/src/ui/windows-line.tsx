import type { ScreenResult } from 'leadwise';

/** What of a long recording the scores do not rest on; nothing where they rest on all of it. */
export function WindowsLine({ windows }: { windows: ScreenResult['windows'] }) {
  const { used, skipped, unused_s } = windows;
  const parts = [
    skipped > 0 && `${skipped} of ${used + skipped} windows of 10 s were left out: a lead was not usable there.`,
    unused_s >= 0.1 && `The last ${unused_s.toFixed(1)} s are not scored: the model takes windows of 10 s.`,
  ].filter(Boolean);
  return parts.length > 0 ? <p class="quiet">{parts.join(' ')}</p> : null;
}
