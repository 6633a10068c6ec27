import type { Prediction } from 'leadwise';
import { leadsText } from './leads-text';
import { scoreOf } from './score';
import './score-row.css';

/** One head's score as a number and as a place on a scale that has no colours: no value of it is reassuring. */
export function ScoreRow({ prediction }: { prediction: Prediction }) {
  const { leads, probability, positive, windows } = prediction;
  const score = scoreOf(probability);
  return (
    <div class="score-row" data-leads={leads} data-answer={probability}>
      <p>{leadsText(leads)}</p>
      <p class="score-number">
        <strong>{score}</strong> of 100
      </p>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="score-scale" width="100" height="6" rx="1" />
        <rect class="score-value" width={score} height="6" rx="1" />
      </svg>
      {windows.count > 1 && <p class="quiet">{spreadText(windows)}</p>}
      {positive !== null && <p>{findingText(positive)}</p>}
    </div>
  );
}

/** Of a long recording: its windows need not agree. */
function spreadText({ count, lowest_probability, highest_probability }: Prediction['windows']): string {
  const [lowest, highest] = [scoreOf(lowest_probability), scoreOf(highest_probability)];
  return `Median of ${count} windows of 10 s, ${lowest} to ${highest}`;
}

/** Only where the weights' card holds a threshold. */
function findingText(positive: boolean): string {
  return positive
    ? 'Pattern found.'
    : 'Pattern not found. This does not exclude PH: many patients have normal ECGs. ' +
        'If suspicion remains: echocardiography.';
}
