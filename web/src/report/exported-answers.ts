import type { Prediction, ScreenResult } from 'leadwise';
import type { Failure, Measured } from '../screening/protocol';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';
import { namedNote } from './record-notes';
import { postTestsIn } from './validated-heads';

/**
 * The answers as the tool gives them (`leadwise screen --leads all --json`, `leadwise measure --json` without the marks
 * of single beats), fields taken one by one: what is shown for exploring, attributions for example, never gets here.
 */
export function exportedScreening(answers: RecordAnswers, naming: FileNaming) {
  const { result, failure } = answers.screening;
  return result ? screeningFields(result, answers, naming) : failedFields(failure, answers, naming);
}

export function exportedMeasurement(answers: RecordAnswers, naming: FileNaming) {
  const { result, failure } = answers.measurement;
  return result ? measurementFields(result, answers, naming) : failedFields(failure, answers, naming);
}

/** Only where somebody chose a probability before the ECG: what became of it is our own, the tool does not give it. */
export function postTestFields(answers: RecordAnswers) {
  const shifted = postTestsIn(answers).map(({ answer, preTestPercent, probability, low, high }) => ({
    task: answer.prediction.task,
    head: answer.prediction.head,
    pre_test_probability_percent: preTestPercent,
    training_prevalence: answer.trainingPrevalence,
    probability,
    probability_low: low,
    probability_high: high,
  }));
  return shifted.length > 0 ? { post_test: shifted } : {};
}

function failedFields(failure: Failure, answers: RecordAnswers, naming: FileNaming) {
  return { file: naming.record(answers), ok: false as const, error: naming.failure(failure) };
}

function screeningFields(result: ScreenResult, answers: RecordAnswers, naming: FileNaming) {
  const { record, quality, refused, elbo, abstained, assumptions, windows, model, software } = result;
  return {
    file: naming.record(answers),
    ok: true as const,
    record,
    quality,
    predictions: result.predictions.map(predictionFields),
    refused,
    elbo,
    attribution: null,
    abstained,
    assumptions,
    windows,
    notes: result.notes.map((note) => namedNote(note, answers, naming)),
    model,
    software,
  };
}

function predictionFields(prediction: Prediction) {
  const { task, head, leads, probability, probability_low, probability_high } = prediction;
  const { threshold, positive, clinically_validated, windows } = prediction;
  const interval = { probability, probability_low, probability_high };
  return { task, head, leads, ...interval, threshold, positive, clinically_validated, windows };
}

function measurementFields(result: Measured, answers: RecordAnswers, naming: FileNaming) {
  const { use, record, quality, rhythm, beats, measurements, measurement_details, stored_measurements } = result;
  const { amplitudes, criteria, representative_beat, software } = result;
  return {
    file: naming.record(answers),
    ok: true as const,
    use,
    record,
    quality,
    rhythm,
    beats,
    measurements,
    measurement_details,
    stored_measurements,
    amplitudes,
    criteria,
    representative_beat,
    notes: result.notes.map((note) => namedNote(note, answers, naming)),
    software,
  };
}
