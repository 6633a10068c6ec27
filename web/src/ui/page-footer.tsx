import type { Session } from '../screening/session';
import { ModelCardDetails } from './model-card-details';
import './page-footer.css';

export function PageFooter({ session }: { session: Session }) {
  return (
    <footer class="page-footer">
      <p>
        <strong>Research use only.</strong> Not a medical device; not for the diagnosis or care of patients.
      </p>
      <p>
        Files are read inside this browser. The page sends nothing, stores nothing, and its security policy forbids it
        to connect to any other server.
      </p>
      <ModelCardDetails session={session} />
    </footer>
  );
}
