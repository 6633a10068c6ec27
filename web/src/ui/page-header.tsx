import type { Languages } from '../languages/languages';
import { say } from '../languages/translation';
import { LanguageChoice } from './language-choice';
import './page-header.css';
import { ResearchMark } from './research-mark';

export function PageHeader({ languages, onHelp }: { languages: Languages; onHelp: () => void }) {
  return (
    <header class="page-header">
      <h1 translate={false}>Leadwise</h1>
      <p class="page-header-purpose">{say('page-header.purpose')}</p>
      <p>
        <ResearchMark />
      </p>
      <LanguageChoice languages={languages} />
      <button type="button" aria-haspopup="dialog" onClick={onHelp}>
        {say('page-header.help')}
      </button>
    </header>
  );
}
