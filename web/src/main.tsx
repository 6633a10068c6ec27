import { render } from 'preact';
import './ui/page.css';
import { takeLaunchedFiles } from './screening/launched-files';
import { Session } from './screening/session';
import { sourceFilesOf } from './screening/source-file';
import { App } from './ui/app';

const session = new Session();
const place = document.getElementById('app');
if (place) render(<App session={session} />, place);
session.warmUp();

/** The way in for files that come from outside the page: a launch, or another app's share (`share_target`). */
const openFiles = (files: File[]) => void session.open(sourceFilesOf(files));
takeLaunchedFiles(openFiles);
