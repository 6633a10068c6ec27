import type { ScreenResult } from 'leadwise';
import { say } from '../languages/translation';
import { shippedWeights } from '../self-test/shipped-weights';
import './provenance.css';
import { InEnglish } from './in-english';
import { assumptionsText } from './result-text';
import { SafetyText } from './safety-text';

/** What an answer took for granted, what it is meant for and what it was made with. */
export function Provenance({ result }: { result: ScreenResult }) {
  const { assumptions, model, software } = result;
  const own = model.sha256 !== shippedWeights.sha256;
  return (
    <p class="provenance quiet">
      {assumptions.length > 0 && <span class="assumptions">{assumptionsText(assumptions)} </span>}
      {own && (
        <strong class="own-weights-mark">
          <SafetyText name="weights.own_mark" />{' '}
        </strong>
      )}
      {say('result.intended_use')} <InEnglish>{model.intended_use}</InEnglish> · {say('result.model')}{' '}
      <span translate={false}>{model.name}</span>,{' '}
      <abbr translate={false} title={`SHA-256 ${model.sha256}`}>{model.sha256.slice(0, 12)}</abbr> · <span translate={false}>Leadwise {software.version}</span>
    </p>
  );
}
