import type { Prediction } from 'leadwise';
import './low-score-caution.css';
import { cautionSentences } from './result-text';
import { SafetyTexts } from './safety-text';

/** No score reassures: it says so beside every one. */
export function LowScoreCaution({ predictions }: { predictions: Prediction[] }) {
  const tested = predictions.some((prediction) => prediction.clinically_validated);
  return (
    <p class="low-score-caution">
      <SafetyTexts sentences={cautionSentences(tested)} firstStrong />
    </p>
  );
}
