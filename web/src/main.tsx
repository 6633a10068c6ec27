import { render } from 'preact';
import './ui/page.css';
import { Updates } from 'deployment';
import { Languages } from './languages/languages';
import { takeLaunchedFiles } from './screening/launched-files';
import { Session } from './screening/session';
import { takeSharedFiles } from './screening/shared-files';
import { App, PageFailurePanel } from './ui/app';
import { FailureBoundary } from './ui/failure-boundary';
import { pageFailureOf, PageFailures } from './ui/page-failures';

const patienceMs = 3000;

const session = new Session();
const updates = new Updates();
const languages = new Languages();
const failures = new PageFailures();
const place = document.getElementById('app');
failures.watch();
// A catalogue that is slow to come finds the page there in English, and then changes its language.
void Promise.race([languages.begin(), waited(patienceMs)]).then(() => {
  place?.replaceChildren();
  if (place) render(<Page />, place);
});

// Files that come from outside the page: a launch, or another app's share.
takeLaunchedFiles((files) => void session.open(files));
takeSharedFiles((files) => void session.open(files));
// Then all that the page fetched for itself can be kept without fetching it again.
void session.warmUp().then(() => updates.watch());

function Page() {
  return (
    <FailureBoundary instead={(error) => <LastResort error={error} />}>
      <App session={session} updates={updates} languages={languages} failures={failures} />
    </FailureBoundary>
  );
}

/** Where not even the page around the records can be drawn. */
function LastResort({ error }: { error: unknown }) {
  return (
    <main role="alert">
      <PageFailurePanel failure={pageFailureOf(error)} />
    </main>
  );
}

function waited(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
