import { say } from '../languages/translation';
import { SafetyText } from './safety-text';
import './welcome.css';

export function Welcome({ onHelp }: { onHelp: () => void }) {
  return (
    <section class="card welcome" aria-labelledby="welcome-title">
      <h2 id="welcome-title">{say('welcome.title')}</h2>
      <p>{say('welcome.what')}</p>
      <p>
        {say('welcome.formats')}{' '}
        <button type="button" class="link-button" aria-haspopup="dialog" onClick={onHelp}>
          {say('welcome.how')}
        </button>
      </p>
      <p class="quiet">
        <SafetyText name="welcome.caution" />
      </p>
    </section>
  );
}
