import { useMemo, useState } from 'preact/hooks';
import type { Languages } from '../languages/languages';
import { say } from '../languages/translation';
import type { Updates } from '../offline/updates';
import type { FoundFiles } from '../screening/dropped-files';
import type { Failure } from '../screening/protocol';
import type { Session } from '../screening/session';
import './app.css';
import './forced-colours.css';
import { DropTarget } from './drop-target';
import { FailureBoundary } from './failure-boundary';
import { FailurePanel } from './failure-panel';
import { HelpDialog } from './help-dialog';
import { LanguageNote } from './language-choice';
import { OpenPanel } from './open-panel';
import { OwnWeightsBanner } from './own-weights-banner';
import type { PageFailures } from './page-failures';
import { PageFooter } from './page-footer';
import { PageHeader } from './page-header';
import { RecordList } from './record-list';
import { RecordView } from './record-view';
import { RefusedWeightsPanel } from './refused-weights-panel';
import { SelfTestBanner } from './self-test-banner';
import { UpdateNote } from './update-note';
import { useFocusKept } from './use-focus-kept';
import { useLanguage } from './use-language';
import { usePageFailure } from './use-page-failure';
import { usePaste } from './use-paste';
import { useSession } from './use-session';
import { Welcome } from './welcome';
// Last, so that nothing comes after it that would be shown.
import './print.css';

interface Props {
  session: Session;
  updates: Updates;
  languages: Languages;
  failures: PageFailures;
}

export function App({ session, updates, languages, failures }: Props) {
  useSession(session);
  const language = useLanguage(languages);
  const open = (files: Promise<FoundFiles>) => void session.open(files);
  usePaste(open);
  useFocusKept();
  const [help, setHelp] = useState(false);
  const showHelp = () => setHelp(true);
  const { entries, selected, problems, selfTestFailure, weights } = session;
  const failure = usePageFailure(failures, selected?.id ?? null);
  // Kept as it is while its record is: a batch changes the session many times a second.
  const view = useMemo(
    () => (selected ? <RecordView key={selected.id} session={session} entry={selected} /> : <Welcome onHelp={showHelp} />),
    [selected, language],
  );
  return (
    <DropTarget onFiles={open}>
      <PageHeader languages={languages} onHelp={showHelp} />
      <LanguageNote languages={languages} />
      <UpdateNote updates={updates} reading={entries.length > 0} />
      <main class="app-main">
        <div class="app-side">
          <OpenPanel session={session} />
          <RecordList session={session} />
        </div>
        <div class="app-record">
          <div role="alert">
            {failure && <PageFailurePanel failure={failure} onRetry={() => failures.forget()} />}
            {selfTestFailure && <SelfTestBanner failure={selfTestFailure} />}
            {weights.refused && <RefusedWeightsPanel refused={weights.refused} />}
            {problems[0] && <Problem session={session} failure={problems[0]} others={problems.slice(1)} />}
          </div>
          {weights.own && <OwnWeightsBanner session={session} own={weights.own} />}
          {/* After a mistake a score might stand without its trace or its cautions: then nothing of the record is shown. */}
          {!failure && (
            <FailureBoundary key={selected?.id} onError={(error) => failures.report(error)} instead={null}>
              {view}
            </FailureBoundary>
          )}
        </div>
      </main>
      <PageFooter session={session} updates={updates} />
      {help && <HelpDialog onClose={() => setHelp(false)} />}
    </DropTarget>
  );
}

/** In place of what could not be shown whole. */
export function PageFailurePanel({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  return <FailurePanel title={say('app.withheld')} failure={failure} onRetry={onRetry} />;
}

/** Why the last files were not opened; those that are still at hand can be opened again. */
function Problem({ session, failure, others }: { session: Session; failure: Failure; others: readonly Failure[] }) {
  const again = session.unopened.length > 0 ? () => void session.retry() : undefined;
  return <FailurePanel title={problemTitle(session, failure)} failure={failure} others={others} onRetry={again} />;
}

function problemTitle({ entries }: Session, { code }: Failure): string {
  if (code === 'WebAssemblyUnavailable') return say('app.cannot_run');
  if (code === 'PagePartMissing') return say('app.not_loaded');
  return say(entries.length > 0 ? 'app.some_not_opened' : 'app.none_opened');
}
