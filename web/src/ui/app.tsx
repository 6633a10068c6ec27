import type { Updates } from '../offline/updates';
import type { Session } from '../screening/session';
import './app.css';
import { DropTarget } from './drop-target';
import { FailurePanel } from './failure-panel';
import { OpenPanel } from './open-panel';
import { OwnWeightsBanner } from './own-weights-banner';
import { PageFooter } from './page-footer';
import { PageHeader } from './page-header';
import { RecordList } from './record-list';
import { RecordView } from './record-view';
import { RefusedWeightsPanel } from './refused-weights-panel';
import { SelfTestBanner } from './self-test-banner';
import { UpdateNote } from './update-note';
import { useSession } from './use-session';
import { Welcome } from './welcome';

export function App({ session, updates }: { session: Session; updates: Updates }) {
  useSession(session);
  const { entries, selected, problem, selfTestFailure, weights } = session;
  return (
    <DropTarget onFiles={(files) => void session.open(files)}>
      <PageHeader />
      <UpdateNote updates={updates} reading={entries.length > 0} />
      <main class="app-main">
        <div class="app-side">
          <OpenPanel session={session} />
          <RecordList session={session} />
        </div>
        <div class="app-record">
          <div role="alert">
            {selfTestFailure && <SelfTestBanner failure={selfTestFailure} />}
            {weights.refused && <RefusedWeightsPanel refused={weights.refused} />}
            {problem && <FailurePanel title="The files could not be opened" failure={problem} />}
          </div>
          {weights.own && <OwnWeightsBanner session={session} own={weights.own} />}
          {selected ? <RecordView key={selected.id} session={session} entry={selected} /> : <Welcome />}
        </div>
      </main>
      <PageFooter session={session} />
    </DropTarget>
  );
}
