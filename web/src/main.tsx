import { render } from 'preact';
import './ui/page.css';
import { Updates } from 'deployment';
import { Languages } from './languages/languages';
import { takeLaunchedFiles } from './screening/launched-files';
import { Session } from './screening/session';
import { takeSharedFiles } from './screening/shared-files';
import { sourceFilesOf } from './screening/source-file';
import { App } from './ui/app';

const patienceMs = 3000;

const session = new Session();
const updates = new Updates();
const languages = new Languages();
const place = document.getElementById('app');
// A catalogue that is slow to come finds the page there in English, and then changes its language.
void Promise.race([languages.begin(), waited(patienceMs)]).then(() => {
  if (place) render(<App session={session} updates={updates} languages={languages} />, place);
});

// Files that come from outside the page: a launch, or another app's share.
takeLaunchedFiles((files) => void session.open(sourceFilesOf(files)));
takeSharedFiles((files) => void session.open(files));
// Then all that the page fetched for itself can be kept without fetching it again.
void session.warmUp().then(() => updates.watch());

function waited(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
