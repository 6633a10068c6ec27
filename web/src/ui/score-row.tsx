import type { ModelCard, Prediction } from 'leadwise';
import { say } from '../languages/translation';
import { isValidated } from '../validated/validated-answer';
import { ChangingText } from './changing-text';
import { leadsText } from './leads-text';
import { findingSentence, spreadText } from './result-text';
import { SafetyTexts } from './safety-text';
import { scoreOf } from './score';
import './score-row.css';

/** One head's score as a number and as a place on a scale that has no colours: no value of it is reassuring. */
export function ScoreRow({ prediction, card }: { prediction: Prediction; card: ModelCard | null }) {
  const { leads, probability, positive, windows } = prediction;
  const score = scoreOf(probability);
  return (
    <div class="score-row" data-leads={leads} data-answer={probability}>
      <p>{leadsText(leads)}</p>
      <p class="score-number">
        <strong>
          <ChangingText text={String(score)} />
        </strong>{' '}
        {say('result.of_hundred')}
      </p>
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="score-scale" width="100" height="6" rx="1" />
        <rect class="score-value" width={score} height="6" rx="1" />
      </svg>
      {windows.count > 1 && <p class="quiet">{spreadText(windows)}</p>}
      {positive !== null && isValidated(prediction, card) && (
        <p>
          <SafetyTexts sentences={[findingSentence(positive)]} />
        </p>
      )}
    </div>
  );
}
