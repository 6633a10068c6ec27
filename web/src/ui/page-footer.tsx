import { ended, safetySentence, say } from '../languages/translation';
import type { Session } from '../screening/session';
import { ModelCardDetails } from './model-card-details';
import './page-footer.css';
import { SafetyTexts } from './safety-text';
import { WeightsChooser } from './weights-chooser';

export function PageFooter({ session }: { session: Session }) {
  return (
    <footer class="page-footer">
      <p>
        <SafetyTexts sentences={[ended(safetySentence('result.research_use')), safetySentence('result.not_a_device')]} firstStrong />
      </p>
      <p>
        {say('page-footer.privacy')}
      </p>
      {!session.weights.own && <ModelCardDetails session={session} />}
      <WeightsChooser session={session} />
    </footer>
  );
}
