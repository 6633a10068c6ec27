import type { Prediction } from 'leadwise';
import './low-score-caution.css';

/** No score reassures: it says so beside every one. */
export function LowScoreCaution({ predictions }: { predictions: Prediction[] }) {
  const tested = predictions.some((prediction) => prediction.clinically_validated);
  return (
    <p class="low-score-caution">
      <strong>A low score does not exclude pulmonary hypertension:</strong> many patients have normal ECGs. If suspicion
      remains: echocardiography. {!tested && 'These weights were never tested on catheterised patients.'}
    </p>
  );
}
