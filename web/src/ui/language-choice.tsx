import { languageName, type Languages } from '../languages/languages';
import { say, spokenLanguage } from '../languages/translation';
import './language-choice.css';
import { SafetyText } from './safety-text';

/** Every language by its own name: whoever looks for theirs may read no other. */
export function LanguageChoice({ languages }: { languages: Languages }) {
  return (
    <label class="language-choice">
      <span class="visually-hidden">{say('page-header.language')}</span>
      <select
        value={languages.code}
        onChange={({ currentTarget }) => {
          void languages.choose(currentTarget.value);
          // Until the catalogue is there, the page goes on in the language before.
          currentTarget.value = languages.code;
        }}
      >
        {languages.codes.map((code) => (
          <option key={code} value={code} lang={code} translate={false}>
            {languageName(code)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What the reader must know of the language. */
export function LanguageNote({ languages }: { languages: Languages }) {
  return (
    <div class="language-note" role="status">
      {languages.failed && <p>{say('page-header.not_loaded')}</p>}
      {!spokenLanguage().reviewed && (
        <p>
          <SafetyText name="page-header.not_reviewed" />
        </p>
      )}
    </div>
  );
}
