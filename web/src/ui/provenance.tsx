import type { ScreenResult } from 'leadwise';
import { shippedWeights } from '../self-test/shipped-weights';
import './provenance.css';
import { weightsText } from './weights-text';

/** What an answer took for granted, what it is meant for and what it was made with. */
export function Provenance({ result }: { result: ScreenResult }) {
  const { assumptions, model, software } = result;
  const own = model.sha256 !== shippedWeights.sha256;
  return (
    <p class="provenance quiet">
      {assumptions.length > 0 && <span class="assumptions">{assumptions.join(', ')} assumed. </span>}
      {own && <strong class="own-weights-mark">{weightsText.ownMark} </strong>}
      Intended use: {model.intended_use} · Model {model.name},{' '}
      <abbr title={`SHA-256 ${model.sha256}`}>{model.sha256.slice(0, 12)}</abbr> · Leadwise {software.version}
    </p>
  );
}
