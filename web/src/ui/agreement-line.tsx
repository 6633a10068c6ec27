import type { Prediction } from 'leadwise';
import { scoresDifferText } from './result-text';

/** How far the scores of one task are apart; nothing where there is only one. */
export function AgreementLine({ predictions }: { predictions: Prediction[] }) {
  const [first, second] = predictions;
  return first && second ? <p class="quiet agreement-line">{scoresDifferText(first, second)}</p> : null;
}
