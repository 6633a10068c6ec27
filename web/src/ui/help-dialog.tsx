import { useEffect, useRef } from 'preact/hooks';
import './help-dialog.css';
import { say } from '../languages/translation';
import { type HelpSection, helpSections } from './help-text';
import { ResearchMark } from './research-mark';
import { Sentence } from './sentence';

/** Over the page; closed by its button, by Escape or by a click beside it. The focus goes back to where it was. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const close = () => dialog.current?.close();
  return (
    <dialog
      ref={dialog}
      class="help-dialog"
      aria-labelledby="help-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && close()}
    >
      <div class="help-content">
        <header>
          <h2 id="help-title">{say('help.title')}</h2>
          <ResearchMark />
          <button type="button" onClick={close}>
            {say('help.close')}
          </button>
        </header>
        <div class="help-sections" tabIndex={0} role="group" aria-labelledby="help-title">
          <Contents />
          {helpSections.map((section) => (
            <Section key={section.id} section={section} />
          ))}
        </div>
      </div>
    </dialog>
  );
}

function Contents() {
  return (
    <nav aria-label={say('help.contents')}>
      <ul>
        {helpSections.map(({ id, title }) => (
          <li key={id}>
            <button type="button" onClick={() => goTo(id)}>
              <Sentence name={title} />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Section({ section }: { section: HelpSection }) {
  const { id, title, paragraphs, terms } = section;
  return (
    <section aria-labelledby={headingId(id)}>
      <h3 id={headingId(id)} tabIndex={-1}>
        <Sentence name={title} />
      </h3>
      {paragraphs.map((text) => (
        <p key={text}>
          <Sentence name={text} />
        </p>
      ))}
      {terms && (
        <dl>
          {terms.map(({ term, text }) => (
            <div key={term}>
              <dt>
                <Sentence name={term} />
              </dt>
              <dd>
                <Sentence name={text} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function goTo(id: string): void {
  const heading = document.getElementById(headingId(id));
  heading?.scrollIntoView({ block: 'start' });
  heading?.focus({ preventScroll: true });
}

function headingId(id: string): string {
  return `help-${id}`;
}
