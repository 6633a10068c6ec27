import { say } from '../languages/translation';
import { validationText } from '../ui/weights-text';
import { buildIdentity } from './build-identity';
import { commandsFor } from './commands';
import type { FileNaming } from './file-naming';
import type { InputFile, RecordAnswers } from './record-answers';

const mostInputs = 4;

/** What the answers were made of and how to get them again. */
export function provenanceLines(answers: RecordAnswers, naming: FileNaming): string[] {
  const { inputs, card } = answers;
  const more = inputs.length - mostInputs;
  return [
    ...inputs.slice(0, mostInputs).map((input) => inputLine(input, naming)),
    ...(more > 0 ? [say('report.more_inputs', { count: more })] : []),
    [
      say('report.weights', { name: card.name, sha256: card.sha256 }),
      validationText(card),
      say('report.intended_use', { use: card.intended_use }),
    ].join(' '),
    say('report.build', {
      version: versionOf(answers),
      core: buildIdentity.core_sha256,
      page: buildIdentity.page_sha256,
    }),
    say('report.repeat', { commands: commandsFor(answers, naming).join('  ·  ') }),
  ];
}

function inputLine({ name, sha256, bytes }: InputFile, naming: FileNaming): string {
  const facts = { name, bytes, sha256: sha256 ?? say('report.unknown_hash') };
  return say(naming.namesShown ? 'report.input_named' : 'report.input', facts);
}

export function versionOf({ screening, measurement }: RecordAnswers): string {
  return screening.result?.software.version ?? measurement.result?.software.version ?? buildIdentity.version;
}
