import { say } from '../languages/translation';
import type { Session } from '../screening/session';
import { sourceFilesOf } from '../screening/source-file';
import { FileButton } from './file-button';
import './open-panel.css';
import { OpeningStatus } from './opening-status';

export function OpenPanel({ session }: { session: Session }) {
  const inUse = session.entries.length > 0 ? 'open-panel-in-use' : '';
  const open = (files: FileList) => void session.open(sourceFilesOf(files));
  return (
    <section class={`card open-panel ${inUse}`} aria-labelledby="open-title">
      <h2 id="open-title" class="visually-hidden">
        {say('open-panel.title')}
      </h2>
      <FileButton title={say('open-panel.files')} main onFiles={open} />
      {canChooseFolders() && <FileButton title={say('open-panel.folder')} folder onFiles={open} />}
      <p class="quiet open-hint">
        {say('open-panel.hint')}
      </p>
      <ExampleButtons session={session} />
      <OpeningStatus session={session} />
    </section>
  );
}

/** Some phones can choose files only. */
function canChooseFolders(): boolean {
  return 'webkitdirectory' in HTMLInputElement.prototype;
}

/** Simulated, so that they can ship with the page and no patient is shown. */
function ExampleButtons({ session }: { session: Session }) {
  return (
    <div class="open-examples">
      <p class="quiet">{say('open-panel.examples')}</p>
      <button type="button" onClick={() => void session.openExample('simulated-normal', 0)}>
        {say('open-panel.normal')}
      </button>
      <button type="button" onClick={() => void session.openExample('simulated-rv-overload', 1)}>
        {say('open-panel.overload')}
      </button>
    </div>
  );
}
