import type { ModelCard, Prediction } from 'leadwise';
import { claimsValidation } from '../validated/validated-answer';
import './low-score-caution.css';
import { cautionSentences } from './result-text';
import { SafetyTexts } from './safety-text';

/** No score reassures: it says so beside every one. */
export function LowScoreCaution({ predictions, card }: { predictions: Prediction[]; card: ModelCard }) {
  const tested = predictions.some((prediction) => claimsValidation(prediction, card));
  return (
    <p class="low-score-caution">
      <SafetyTexts sentences={cautionSentences(tested)} firstStrong />
    </p>
  );
}
