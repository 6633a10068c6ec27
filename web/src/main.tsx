import { render } from 'preact';
import './ui/page.css';
import { Session } from './screening/session';
import { App } from './ui/app';

const session = new Session();
const place = document.getElementById('app');
if (place) render(<App session={session} />, place);
session.warmUp();
