import type { Session } from '../screening/session';
import './app.css';
import { DropTarget } from './drop-target';
import { FailurePanel } from './failure-panel';
import { OpenPanel } from './open-panel';
import { PageFooter } from './page-footer';
import { PageHeader } from './page-header';
import { RecordList } from './record-list';
import { RecordView } from './record-view';
import { useSession } from './use-session';
import { Welcome } from './welcome';
// Last, so that nothing comes after it that would be shown.
import './print.css';

export function App({ session }: { session: Session }) {
  useSession(session);
  const { selected, problem } = session;
  return (
    <DropTarget onFiles={(files) => void session.open(files)}>
      <PageHeader />
      <main class="app-main">
        <div class="app-side">
          <OpenPanel session={session} />
          <RecordList session={session} />
        </div>
        <div class="app-record">
          <div role="alert">
            {problem && <FailurePanel title="The files could not be opened" failure={problem} />}
          </div>
          {selected ? <RecordView key={selected.id} session={session} entry={selected} /> : <Welcome />}
        </div>
      </main>
      <PageFooter session={session} />
    </DropTarget>
  );
}
