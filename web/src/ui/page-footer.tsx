import type { Session } from '../screening/session';
import { ModelCardDetails } from './model-card-details';
import './page-footer.css';
import { notADeviceText, researchUseText } from './result-text';

export function PageFooter({ session }: { session: Session }) {
  return (
    <footer class="page-footer">
      <p>
        <strong>{researchUseText}.</strong> {notADeviceText}
      </p>
      <p>
        Files are read inside this browser. The page sends nothing, stores nothing, and its security policy forbids it
        to connect to any other server.
      </p>
      <ModelCardDetails session={session} />
    </footer>
  );
}
