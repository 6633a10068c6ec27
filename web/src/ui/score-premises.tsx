import type { ScreenResult } from 'leadwise';
import { areShipped } from '../self-test/shipped-weights';
import { assumptionsText } from './result-text';
import { SafetyText } from './safety-text';
import './score-premises.css';

/** What an answer took for granted, and that its weights are not the shipped ones: beside it, wherever it stands. */
export function ScorePremises({ result: { assumptions, model } }: { result: ScreenResult }) {
  const own = !areShipped(model);
  if (assumptions.length === 0 && !own) return null;
  return (
    <p class="score-premises quiet">
      {assumptions.length > 0 && <span class="assumptions">{assumptionsText(assumptions)} </span>}
      {own && (
        <strong class="own-weights-mark">
          <SafetyText name="weights.own_mark" />
        </strong>
      )}
    </p>
  );
}
