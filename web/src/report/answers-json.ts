import { useText } from '../ui/result-text';
import { buildIdentity } from './build-identity';
import { commandsFor } from './commands';
import { exportedMeasurement, exportedScreening, postTestFields } from './exported-answers';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';

/** Everything that was answered of a record, with what it takes to answer it again. The same answers, the same bytes. */
export function answersJson(answers: RecordAnswers, naming: FileNaming): string {
  const object = {
    use: useText(),
    file: naming.record(answers),
    input_files: answers.inputs.map(({ name, sha256, bytes }) => ({ file: naming.file(name), sha256, bytes })),
    options: answers.options,
    bedside_values: answers.bedside,
    commands: commandsFor(answers, naming),
    build: buildIdentity,
    screening: exportedScreening(answers, naming),
    measurement: exportedMeasurement(answers, naming),
    ...postTestFields(answers),
  };
  return `${JSON.stringify(object, null, 2)}\n`;
}
