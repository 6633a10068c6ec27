// Answers of a record as exports get them, made up: what no real weights of this project say, and as much of it as a test wants.
import { catalogues } from './catalogues.mjs';
import { twelveLeads } from './ecg-paper.mjs';

const windows = { count: 1, lowest_probability: 0.4, highest_probability: 0.4 };
const probabilities = { probability: 0.4, probability_low: 0.3, probability_high: 0.5, threshold: 0.25, positive: true };

const predictionOf = (task, leads, change) => ({
  task, head: `${task}_${leads}`, leads, ...probabilities, clinically_validated: true, windows, ...change,
});

/** Of both lead sets of every task. */
export const predictionsOf = (tasks, change = {}) =>
  tasks.flatMap((task) => [predictionOf(task, 12, change), predictionOf(task, 6, change)]);

const facts = { format: 'csv', sampling_rate_hz: 500, duration_s: 10, leads: twelveLeads, untried_format: false };
const software = { version: '1' };

export function madeScreening(predictions, { warnings = [], leads = {}, ...change } = {}) {
  return {
    ok: true, record: facts, quality: { usable: true, leads, warnings }, predictions, refused: [], elbo: {},
    attribution: null, abstained: null, assumptions: ['adult', 'unpaced'],
    windows: { used: 1, skipped: 0, unused_s: 0 }, notes: [], model: { sha256: 'made-weights' }, software, ...change,
  };
}

/** With all signs that the page knows, a third of which is met. */
export function madeMeasurement({ leads = {}, reason = null } = {}) {
  const status = (index) => (index % 3 === 0 ? 'met' : 'not_met');
  const criteria = Object.entries(catalogues.en.criteria).map(([name, title], index) => ({
    name, title, rule: '', status: status(index), values: { qrs_axis_deg: 100, r_v1_mv: 0.5 }, reason: null,
  }));
  return {
    ok: true, record: facts, rhythm: { regularity: 'regular' }, beats: [], measurement_details: {}, stored_measurements: {}, criteria,
    measurements: { heart_rate_bpm: 70, pr_ms: 160, qrs_ms: 90, qt_ms: 400, qtc_fridericia_ms: 420, qrs_axis_deg: 100 },
    quality: { usability: reason ? 'unusable' : 'usable', reason, leads, warnings: [] }, amplitudes: {},
    representative_beat: null, use: '', notes: [], software,
  };
}

export function madeAnswers(screening, { validated = true, measurement = madeMeasurement(), ...change } = {}) {
  const heads = screening.predictions.map(({ head, task, leads }) => ({
    id: head, task, leads: twelveLeads.slice(0, leads), training_prevalence: 0.2, clinically_validated: validated,
  }));
  const card = {
    name: 'made-for-tests', sha256: 'made-weights', intended_use: 'Only for tests.', clinically_validated: validated,
    validated_on: validated ? 'nobody: made for tests' : null, heads,
  };
  return {
    name: 'made.csv', folder: '', inputs: [{ name: 'made.csv', sha256: 'made-input', bytes: 1 }], options: {}, bedside: {},
    preTests: {}, stated: null, screening: { result: screening, failure: null },
    measurement: { result: measurement, failure: null }, card, ...change,
  };
}

/** Ten seconds of waves in twelve leads, so high that the trace takes all the room that it may. */
export function madeRecord() {
  const samples_mv = Float32Array.from({ length: 5000 }, (_, index) => 3 * Math.sin(index / 50));
  const leads = twelveLeads.map((name) => ({ name, label: name, samples_mv }));
  return { ...facts, leads, average_beats: [], notes: [] };
}
