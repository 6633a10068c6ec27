import { render } from 'preact';
import './ui/page.css';
import { Updates } from 'deployment';
import { Session } from './screening/session';
import { App } from './ui/app';

const session = new Session();
const updates = new Updates();
const place = document.getElementById('app');
if (place) render(<App session={session} updates={updates} />, place);
// Then all that the page fetched for itself can be kept without fetching it again.
void session.warmUp().then(() => updates.watch());
