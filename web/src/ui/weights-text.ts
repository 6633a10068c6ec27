import type { ModelCard } from 'leadwise';

export const weightsText = {
  choose: 'Use a weight file of your own',
  chooseHint: 'or drop it (.safetensors) on the page. It stays in this browser, and goes when the page closes.',
  ownTitle: (name: string) => `Scores come from weights of your own: ${name}`,
  ownFile: (fileName: string) => `From the file ${fileName}. What is said of these weights is what their own card says.`,
  back: 'Back to the shipped weights',
  refusedTitle: (fileName: string) => `${fileName} is not used as weights`,
  unchanged: 'The weights in use stay as they were.',
  ownMark: 'Not the weights that ship with Leadwise.',
};

/** What the card claims, no more. */
export function validationText({ clinically_validated, validated_on }: ModelCard): string {
  if (!clinically_validated) return 'Not clinically validated.';
  return `Clinically validated, its card says${validated_on ? `: ${asText(validated_on)}` : ''}.`;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
