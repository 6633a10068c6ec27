import type { ScreenResult } from 'leadwise';
import { windowsText } from './quality-text';

/** What of a long recording the scores do not rest on; nothing where they rest on all of it. */
export function WindowsLine({ windows }: { windows: ScreenResult['windows'] }) {
  const text = windowsText(windows);
  return text ? <p class="quiet">{text}</p> : null;
}
