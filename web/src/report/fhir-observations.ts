import type { CodeableConcept, Observation, ObservationComponent, Quantity } from 'fhir/r4';
import type { Criterion, Reason } from 'leadwise';
import { joined, safetyText } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { statusText } from '../ui/criterion-text';
import { leadsText } from '../ui/leads-text';
import { measurementTitle } from '../ui/measurement-text';
import { warningsOf } from '../ui/quality-text';
import { plainReason } from '../ui/reason-text';
import { findingSentence } from '../ui/result-text';
import { scoreOf } from '../ui/score';
import { taskText } from '../ui/task-text';
import { prevalenceSentence } from '../validated/probability-text';
import type { ValidatedAnswer } from '../validated/validated-answer';
import { absentReason, measurementCode, ownCode, procedureCategory } from './fhir-codes';
import { percentQuantity, scoreQuantity, ucum } from './fhir-quantities';
import { spreadComponents } from './fhir-spread';
import type { FileNaming } from './file-naming';
import { type HeadAnswer, headAnswers } from './head-answers';
import { unitOfName } from './measured-unit';
import type { RecordAnswers } from './record-answers';
import { recordNotes } from './record-notes';
import { type PostTest, percentOf, postTestsIn, validatedIn } from './validated-heads';
import { windowSpread } from './window-spread';

/** An observation of its own for every score, measurement, sign, warning, note and file; what has no value says why. */
export function observationsOf(answers: RecordAnswers, naming: FileNaming): Observation[] {
  const { result, failure } = answers.measurement;
  const measured = result
    ? [...measurementObservations(result), ...result.criteria.map(criterionObservation)]
    : [notMeasured(naming.failure(failure))];
  return [
    ...headAnswers(answers, naming).map((head) => scoreObservation(answers, head)),
    ...postTestsIn(answers).map(postTestObservation),
    ...measured,
    ...warningsOf(answers.screening.result, answers.measurement.result).map((warning) => reasonObservation('warning', warning)),
    ...recordNotes(answers, naming).map((note) => reasonObservation('note', note)),
    ...answers.inputs.map(({ name, sha256 }) => hashObservation(`SHA-256 of ${naming.file(name)}`, sha256)),
  ];
}

function observation(code: CodeableConcept, value: Partial<Observation>): Observation {
  return {
    resourceType: 'Observation',
    status: 'preliminary',
    category: [procedureCategory],
    code,
    ...value,
    note: [{ text: `${safetyText('result.research_use')}.` }, ...(value.note ?? [])],
  };
}

function scoreObservation(answers: RecordAnswers, { head, task, leads, prediction, reason }: HeadAnswer): Observation {
  const validated = prediction && validatedIn(answers, prediction);
  if (validated) return probabilityObservation(validated);
  const { title, scoreMeaning } = taskText(task);
  const code = { coding: [ownCode('score', head)], text: `${title}, ${leadsText(leads)}: score from 0 to 100` };
  if (!prediction) {
    const absent = reason ?? { code: 'UnsupportedLeadSet', message: safetyText('result.no_score') };
    return observation(code, { dataAbsentReason: absentReason(absent), note: [{ text: safetyText('result.no_score') }] });
  }
  const spread = spreadComponents('score', windowSpread(prediction, scoreOf), scoreQuantity);
  return observation(code, {
    valueQuantity: scoreQuantity(scoreOf(prediction.probability)),
    ...(spread.length > 0 && { component: spread }),
    note: [{ text: `${scoreMeaning} ${safetyText('result.no_chance')}` }],
  });
}

function probabilityObservation(answer: ValidatedAnswer): Observation {
  const { prediction, low, high, threshold, positive } = answer;
  const { title, probabilityMeaning } = taskText(prediction.task);
  const code = codeOf(prediction.head, `${title}, ${leadsText(prediction.leads)}: probability`);
  const finding = positive === null ? [] : [{ text: joined([findingSentence(positive)]) }];
  return observation(code, {
    valueQuantity: percent(answer.probability),
    component: [
      part('probability_low', percent(low)),
      part('probability_high', percent(high)),
      ...(threshold === null ? [] : [part('threshold', percent(threshold))]),
      ...spreadComponents('probability', windowSpread(prediction, percentOf), percentQuantity),
    ],
    note: [{ text: `${probabilityMeaning} ${joined([prevalenceSentence(answer)])} ${safetyText('probability.interval_meaning')}` }, ...finding],
  });
}

/** What somebody assumed is told with it, and never without. */
function postTestObservation({ answer, preTestPercent, ...shifted }: PostTest): Observation {
  const { title } = taskText(answer.prediction.task);
  const code = codeOf(`${answer.prediction.head}_post_test`, `${title}: probability with ${preTestPercent} % before the ECG`);
  return observation(code, {
    valueQuantity: percent(shifted.probability),
    component: [
      part('pre_test_probability', percent(preTestPercent / 100)),
      part('probability_low', percent(shifted.low)),
      part('probability_high', percent(shifted.high)),
    ],
    note: [{ text: safetyText('probability.post_test_meaning') }],
  });
}

function codeOf(code: string, text: string): CodeableConcept {
  return { coding: [ownCode('probability', code)], text };
}

function percent(probability: number): Quantity {
  return percentQuantity(percentOf(probability));
}

function part(name: string, valueQuantity: Quantity): ObservationComponent {
  return { code: codeOf(name, name.replaceAll('_', ' ')), valueQuantity };
}

function measurementObservations({ measurements, measurement_details }: Measured): Observation[] {
  return Object.entries(measurements).map(([name, value]) => {
    const code = measurementCode(name, measurementTitle(name));
    if (value !== null) return observation(code, { valueQuantity: quantity(name, value) });
    const reason = measurement_details[name]?.reason ?? { code: 'WaveNotFound', message: 'no value' };
    return observation(code, { dataAbsentReason: absentReason(reason) });
  });
}

function quantity(name: string, value: number) {
  const unit = unitOfName(name);
  return { value, unit, system: ucum, code: unit };
}

function criterionObservation({ name, title, rule, status, reason }: Criterion): Observation {
  const code = { coding: [ownCode('criterion', name, title)], text: title };
  const note = [{ text: `Rule: ${rule}` }];
  if (status === 'not_computable') {
    const why = reason ?? { code: 'MissingLead', message: statusText(status) };
    return observation(code, { dataAbsentReason: absentReason(why), note });
  }
  const value = { coding: [ownCode('criterion-status', status, statusText(status))], text: statusText(status) };
  return observation(code, { valueCodeableConcept: value, note });
}

function notMeasured(failure: { code: string; message: string }): Observation {
  const code = { coding: [ownCode('measurement', 'all', 'All measurements')], text: 'All measurements' };
  return observation(code, { dataAbsentReason: absentReason(failure) });
}

const reasonTitles = { warning: 'Quality warning', note: 'Note of the reader' };

function reasonObservation(kind: keyof typeof reasonTitles, { code, message }: Reason): Observation {
  return observation({ coding: [ownCode(kind, code)], text: reasonTitles[kind] }, { valueString: message });
}

function hashObservation(text: string, sha256: string | null): Observation {
  const code = { coding: [ownCode('source', 'input_sha256')], text };
  const unreadable = { code: 'FileNotReadable', message: plainReason('FileNotReadable') };
  return observation(code, sha256 ? { valueString: sha256 } : { dataAbsentReason: absentReason(unreadable) });
}
