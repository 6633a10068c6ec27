import type { ScreenResult } from 'leadwise';
import { say } from '../languages/translation';
import './provenance.css';
import { InEnglish } from './in-english';

/** What an answer is meant for and what it was made with. */
export function Provenance({ result }: { result: ScreenResult }) {
  const { model, software } = result;
  return (
    <p class="provenance quiet">
      {say('result.intended_use')} <InEnglish>{model.intended_use}</InEnglish> · {say('result.model')}{' '}
      <span translate={false}>{model.name}</span>,{' '}
      <abbr translate={false} title={`SHA-256 ${model.sha256}`}>{model.sha256.slice(0, 12)}</abbr> · <span translate={false}>Leadwise {software.version}</span>
    </p>
  );
}
