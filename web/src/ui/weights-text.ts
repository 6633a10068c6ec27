import type { ModelCard } from 'leadwise';
import { safetyText, say } from '../languages/translation';

/** What the card names as that on which the weights were tested; null where it names nothing. */
export function validatedOn({ validated_on: stated }: ModelCard): string | null {
  if (!stated) return null;
  return typeof stated === 'string' ? stated : JSON.stringify(stated);
}

/** What the card claims, no more: nobody here has seen the patients. */
export function validationText(card: ModelCard): string {
  if (!card.clinically_validated) return safetyText('weights.not_validated');
  const data = validatedOn(card);
  return data === null ? say('weights.validated') : `${say('weights.validated_on')} ${data}.`;
}
