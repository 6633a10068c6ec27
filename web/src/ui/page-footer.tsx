import { ended, safetySentence, say } from '../languages/translation';
import type { Updates } from '../offline/updates';
import type { Session } from '../screening/session';
import { ModelCardDetails } from './model-card-details';
import './page-footer.css';
import { SafetyTexts } from './safety-text';
import { useUpdates } from './use-updates';
import { WeightsChooser } from './weights-chooser';

export function PageFooter({ session, updates }: { session: Session; updates: Updates }) {
  useUpdates(updates);
  return (
    <footer class="page-footer">
      <p>
        <SafetyTexts sentences={[ended(safetySentence('result.research_use')), safetySentence('result.not_a_device')]} firstStrong />
      </p>
      <p>
        {say('page-footer.privacy')}
        {updates.kept && ` ${say('page-footer.kept')}`}
      </p>
      {!session.weights.own && <ModelCardDetails session={session} />}
      <WeightsChooser session={session} />
    </footer>
  );
}
