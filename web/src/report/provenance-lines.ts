import { buildIdentity } from './build-identity';
import { commandsFor } from './commands';
import type { FileNaming } from './file-naming';
import type { InputFile, RecordAnswers } from './record-answers';

const mostInputs = 4;

/** What the answers were made of and how to get them again. */
export function provenanceLines(answers: RecordAnswers, naming: FileNaming): string[] {
  const { inputs, card } = answers;
  const tested = card.clinically_validated
    ? `Clinically validated on ${validatedOn(card)}`
    : 'Not clinically validated';
  const more = inputs.length - mostInputs;
  return [
    ...inputs.slice(0, mostInputs).map((input) => inputLine(input, naming)),
    ...(more > 0 ? [`and ${more} more input files; the JSON export has the SHA-256 of each`] : []),
    `Weights ${card.name}, SHA-256 ${card.sha256}. ${tested}. Intended use: ${card.intended_use}`,
    `Build: Leadwise ${versionOf(answers)}, core SHA-256 ${buildIdentity.core_sha256}, page SHA-256 ${buildIdentity.page_sha256}`,
    `To repeat it: ${commandsFor(answers, naming).join('  ·  ')}`,
  ];
}

function inputLine({ name, sha256, bytes }: InputFile, naming: FileNaming): string {
  const called = naming.namesShown ? `${name}, ` : '';
  return `Input: ${called}${bytes} bytes, SHA-256 ${sha256 ?? 'unknown: the file can no longer be read'}`;
}

export function versionOf({ screening, measurement }: RecordAnswers): string {
  return screening.result?.software.version ?? measurement.result?.software.version ?? buildIdentity.version;
}

function validatedOn(card: RecordAnswers['card']): string {
  const { validated_on: stated } = card;
  return typeof stated === 'string' ? stated : JSON.stringify(stated);
}
