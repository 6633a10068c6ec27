import type { Session } from '../screening/session';
import { ModelCardDetails } from './model-card-details';
import './page-footer.css';
import { notADeviceText, researchUseText } from './result-text';
import { WeightsChooser } from './weights-chooser';

export function PageFooter({ session }: { session: Session }) {
  return (
    <footer class="page-footer">
      <p>
        <strong>{researchUseText}.</strong> {notADeviceText}
      </p>
      <p>
        Files are read inside this browser. The page sends nothing, keeps no ECG, and its security policy forbids it to
        connect to any other server. Once opened, the page opens again without a network.
      </p>
      {!session.weights.own && <ModelCardDetails session={session} />}
      <WeightsChooser session={session} />
    </footer>
  );
}
