import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { webModules } from './web-modules.mjs';

let modules;
before(async () => {
  modules = await webModules(
    'validated/prior-shift',
    'validated/validated-answer',
    'validated/probability-text',
    'validated/pre-test',
    'validated/pre-tests',
    'ui/weights-text',
    'report/result-lines',
  );
});

const near = (value, wanted) => assert.ok(Math.abs(value - wanted) < 1e-12, `${value}, not ${wanted}`);

test('a probability moves by the difference of the log-odds of the prevalences, once', () => {
  const { shiftPrior } = modules;
  // Odds 4 among patients with odds 1/4, so 16 times theirs: with odds 1/99 that is 16/99.
  near(shiftPrior(0.8, 0.2, 0.01), 16 / 115);
  // Odds 1/3 among 1/1: with 1/9 that is 1/27.
  near(shiftPrior(0.25, 0.5, 0.1), 1 / 28);
  near(shiftPrior(0.5, 0.5, 0.044), 0.044);
  near(shiftPrior(0.31, 0.17, 0.17), 0.31);
});

test('the interval moves with its middle, and what is certain stays so', () => {
  const shifted = modules.shiftInterval({ probability: 0.5, low: 0.2, high: 0.8 }, 0.5, 0.1);
  near(shifted.probability, 0.1);
  near(shifted.low, 1 / 37);
  near(shifted.high, 4 / 13);
  near(modules.shiftPrior(0, 0.5, 0.1), 0);
  near(modules.shiftPrior(1, 0.5, 0.1), 1);
});

const prediction = (change = {}) => ({
  task: 'ph_detection', head: 'ph_12', leads: 12, probability: 0.4, probability_low: 0.3, probability_high: 0.5,
  threshold: 0.25, positive: true, clinically_validated: true,
  windows: { count: 1, lowest_probability: 0.4, highest_probability: 0.4 }, ...change,
});
const card = (change = {}) => ({
  name: 'a', sha256: 'b', intended_use: '', clinically_validated: true, heads: [{ id: 'ph_12', training_prevalence: 0.2 }], ...change,
});

test('only a calibrated and validated head of validated weights gives a probability', () => {
  const { validatedAnswer } = modules;
  assert.equal(validatedAnswer(prediction(), card()).probability, 0.4);
  const doubtful = [
    [prediction({ clinically_validated: false }), card()],
    [prediction(), card({ clinically_validated: false })],
    [prediction(), card({ clinically_validated: 'yes' })],
    [prediction(), null],
    [prediction({ probability_low: null }), card()],
    [prediction({ probability_high: null }), card()],
  ];
  for (const [given, of] of doubtful) assert.equal(validatedAnswer(given, of), null);
});

test('the result is the calibrated head of the most leads, whatever else there is', () => {
  const six = prediction({ head: 'ph_6', leads: 6, probability: 0.2 });
  const twelve = prediction();
  const { result, others } = modules.taskResult([six, twelve], card());
  assert.deepEqual([result.prediction.leads, ...others.map((other) => other.prediction.leads)], [12, 6]);
  const uncalibrated = prediction({ probability_low: null, probability_high: null });
  assert.equal(modules.taskResult([uncalibrated, six], card()).result.prediction.leads, 6);
  assert.equal(modules.taskResult([uncalibrated], card()), null);
});

test('nothing is shifted from a prevalence that the card does not state, or that is none', () => {
  const of = (training_prevalence) => card({ heads: [{ id: 'ph_12', training_prevalence }] });
  for (const none of [null, 0, 1, undefined, '0.2']) {
    const answer = modules.validatedAnswer(prediction(), of(none));
    assert.equal(answer.trainingPrevalence, null);
    assert.equal(modules.postTest(answer, 10), null);
  }
  const answer = modules.validatedAnswer(prediction(), of(0.2));
  assert.equal(modules.postTest(answer, null), null);
  near(modules.postTest(answer, 20).probability, 0.4);
});

test('no percentage pretends to certainty, and both ends of an interval are told', () => {
  const { percentText, intervalText } = modules;
  const texts = [0, 0.0004, 0.0123, 0.0996, 0.5, 0.994, 0.9999].map((probability) => percentText(probability));
  assert.deepEqual(texts, ['under 0.1\u00a0%', 'under 0.1\u00a0%', '1.2\u00a0%', '10.0\u00a0%', '50\u00a0%', 'over 99\u00a0%', 'over 99\u00a0%']);
  assert.equal(intervalText({ probability: 0.4, low: 0.031, high: 0.52 }), '95\u00a0% interval 3.1 to 52\u00a0%');
});

test('a probability and its threshold that are not the same do not read as the same, on the page and in a report', () => {
  const { tellingDecimals, percentText, thresholdText, intervalText } = modules;
  const texts = (probability, threshold) => {
    const decimals = tellingDecimals({ probability, threshold });
    return [percentText(probability, decimals), thresholdText(threshold, decimals).match(/Threshold (.*)\./)[1]].map((text) => text.replace('\u00a0%', ''));
  };
  assert.deepEqual(texts(0.2755, 0.2781), ['27.6', '27.8'], 'one decimal more');
  assert.deepEqual(texts(0.2755, 0.27554), ['27.550', '27.554'], 'as many as it takes');
  assert.deepEqual(texts(0.0997, 0.1002), ['9.97', '10.02'], '"10.0" and "10" read alike');
  assert.deepEqual(texts(0.9953, 0.9958), ['99.5', '99.6'], 'also beyond the bounds');
  assert.deepEqual(texts(0.99991, 0.99992), ['99.991', '99.992'], 'and never as a certainty');
  assert.deepEqual(texts(0.00001, 0.00002), ['0.001', '0.002']);
  assert.deepEqual(texts(0.31, 0.28), ['31', '28'], 'the usual decimals where they suffice');
  assert.deepEqual(texts(0.28, 0.28), ['28', '28']);
  assert.equal(tellingDecimals({ probability: 0.3, threshold: null }), undefined);
  assert.equal(intervalText({ low: 0.0001, high: 0.3333 }, 1), '95\u00a0% interval under 0.1 to 33.3\u00a0%');
  assert.match(modules.agreementText(modules.validatedAnswer(prediction(), card()), { ...modules.validatedAnswer(prediction(), card()), probability: 0.2755, threshold: 0.2781, positive: false }), /27\.6\u00a0%.*other side/);
});

test('the presets are those of the clinical guide, for pulmonary hypertension alone, each with its source', () => {
  const presets = modules.presetsOf('ph_detection');
  assert.deepEqual(presets.map(({ percent }) => percent), [1, 10, 4.4, 12, 50]);
  for (const { source } of presets) assert.ok(source.length > 10);
  assert.deepEqual(modules.presetsOf('rv_overload'), []);
});

test('every place of the slider is another percentage, rising from 0.5 to 90, and finds itself again', () => {
  const { lastPlace, percentAt, placeOf } = modules;
  const all = Array.from({ length: lastPlace + 1 }, (_, place) => percentAt(place));
  assert.deepEqual([all[0], all.at(-1)], [0.5, 90]);
  all.slice(1).forEach((percent, place) => assert.ok(percent > all[place]));
  all.forEach((percent, place) => assert.equal(placeOf(percent), place));
});

test('the slider finds every preset again', () => {
  for (const { percent } of modules.presetsOf('ph_detection')) assert.equal(modules.percentAt(modules.placeOf(percent)), percent);
});

test('a choice belongs to its task and can be taken back', () => {
  const chosen = modules.withPreTest(modules.withPreTest({}, 'a', 4.4), 'b', 12);
  assert.deepEqual(chosen, { a: 4.4, b: 12 });
  assert.deepEqual(modules.withPreTest(chosen, 'a', null), { b: 12 });
});

test('that weights are validated is told as what their card says, also where it does not say on whom', () => {
  const { validationText } = modules;
  assert.equal(validationText(card({ validated_on: 'a cohort' })), 'Clinically validated, its card says: a cohort.');
  assert.equal(validationText(card({ validated_on: null })), 'Clinically validated, its card says.');
  assert.equal(validationText(card({ clinically_validated: false, validated_on: null })), 'Not clinically validated.');
});

test('a score of weights that claim validation and lack a calibration is not said to be of untested ones', () => {
  const uncalibrated = prediction({ probability_low: null, probability_high: null, clinically_validated: false });
  const said = (head, change = {}) =>
    modules.cautionText({
      card: card({ heads: [{ id: 'ph_12', clinically_validated: head }], ...change }),
      screening: { result: { predictions: [uncalibrated] }, failure: null },
    });
  assert.doesNotMatch(said(true), /never tested/);
  assert.match(said(false), /never tested/);
  assert.match(said(true, { clinically_validated: false }), /never tested/);
});

test('of weights whose card says that they are validated no abstention says that they were never tested', () => {
  const said = (change) => modules.cautionText({ card: card(change), screening: { result: { predictions: [] }, failure: null } });
  assert.match(said(), /^A low score or probability does not exclude pulmonary hypertension/);
  assert.doesNotMatch(said(), /never tested/);
  assert.match(said({ clinically_validated: false }), /never tested/);
});

test('no export makes a certainty of a probability near either end', async () => {
  const { percentOf } = await webModules('report/validated-heads');
  for (const [probability, percent] of [
    [0, 0],
    [1, 100],
    [0.000001234567, 0.0001235],
    [1e-9, 1e-7],
    [0.0436, 4.36],
    [0.123456, 12.35],
    [0.5, 50],
    [0.876543, 87.65],
    [0.9999987654, 99.9998765],
    [1 - 1e-9, 99.9999999],
  ]) assert.equal(percentOf(probability), percent, `${probability}`);
});
