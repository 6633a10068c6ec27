import type { ModelCard } from 'leadwise';

/** What the card names as that on which the weights were tested; null where it names nothing. */
export function validatedOn({ validated_on: stated }: ModelCard): string | null {
  if (!stated) return null;
  return typeof stated === 'string' ? stated : JSON.stringify(stated);
}
