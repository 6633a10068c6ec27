import { useRef } from 'preact/hooks';
import type { Session } from '../screening/session';
import { sourceFilesOf } from '../screening/source-file';
import './open-panel.css';

export function OpenPanel({ session }: { session: Session }) {
  const inUse = session.entries.length > 0 ? 'open-panel-in-use' : '';
  return (
    <section class={`card open-panel ${inUse}`} aria-labelledby="open-title">
      <h2 id="open-title" class="visually-hidden">
        Open
      </h2>
      <FileChooser session={session} />
      <p class="quiet open-hint">
        or drop files, folders or zip archives anywhere. Of a WFDB record, choose the .hea and its signal files together.
      </p>
      <ExampleButtons session={session} />
    </section>
  );
}

function FileChooser({ session }: { session: Session }) {
  const input = useRef<HTMLInputElement>(null);
  const open = () => {
    const list = input.current?.files;
    if (!input.current || !list?.length) return;
    void session.open(sourceFilesOf(list));
    // So that choosing the same file again is a change again.
    input.current.value = '';
  };
  return (
    <label class="button button-main open-button">
      Open ECG files
      <input ref={input} type="file" multiple class="visually-hidden" onChange={open} />
    </label>
  );
}

/** Simulated, so that they can ship with the page and no patient is shown. */
function ExampleButtons({ session }: { session: Session }) {
  return (
    <div class="open-examples">
      <p class="quiet">Simulated examples</p>
      <button type="button" onClick={() => void session.openExample('simulated-normal', 0)}>
        Normal
      </button>
      <button type="button" onClick={() => void session.openExample('simulated-rv-overload', 1)}>
        RV overload
      </button>
    </div>
  );
}
