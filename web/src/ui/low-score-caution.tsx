import type { Prediction } from 'leadwise';
import './low-score-caution.css';
import { lowProbabilityText, lowScoreReasonText, lowScoreText, untestedWeightsText } from './result-text';

/** No score reassures: it says so beside every one. */
export function LowScoreCaution({ predictions }: { predictions: Prediction[] }) {
  const tested = predictions.some((prediction) => prediction.clinically_validated);
  return (
    <p class="low-score-caution">
      <strong>{tested ? lowProbabilityText : lowScoreText}</strong> {lowScoreReasonText} {!tested && untestedWeightsText}
    </p>
  );
}
