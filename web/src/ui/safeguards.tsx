import type { ScreenResult } from 'leadwise';
import './safeguards.css';

/** What must stand beside every answer: its limits, what it took for granted, what it was made with. */
export function Safeguards({ result }: { result: ScreenResult }) {
  const { assumptions, model, software, predictions } = result;
  const untested = !predictions.some((prediction) => prediction.clinically_validated);
  return (
    <div class="safeguards">
      <p>
        <strong>A low score does not exclude pulmonary hypertension:</strong> many patients have normal ECGs. If suspicion
        remains: echocardiography.{' '}
        {untested && 'These weights were never tested on catheterised patients.'}
      </p>
      <p class="quiet">
        {assumptions.length > 0 && <span class="assumptions">{assumptions.join(', ')} assumed. </span>}
        Intended use: {model.intended_use} · Model {model.name},{' '}
        <abbr title={`SHA-256 ${model.sha256}`}>{model.sha256.slice(0, 12)}</abbr> · Leadwise {software.version}
      </p>
    </div>
  );
}
