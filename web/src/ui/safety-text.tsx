import type { SafetyKey, Values } from '../languages/keys';
import { type SafetySentence, safetySentence } from '../languages/translation';
import './safety-text.css';

/** A safety sentence: in the page's language and, as long as nobody has reviewed its translation, in English too. */
export function SafetyText({ name, values }: { name: SafetyKey; values?: Values }) {
  return <SafetyTexts sentences={[safetySentence(name, values)]} />;
}

interface Props {
  sentences: SafetySentence[];
  /** The first is the one that must not be overlooked. */
  firstStrong?: boolean;
}

/** Several, one after the other; the English ones follow together. */
export function SafetyTexts({ sentences, firstStrong = false }: Props) {
  const [first, ...others] = sentences.map(({ text }) => text);
  const originals = sentences.map(({ english }) => english).filter((english) => english !== null);
  return (
    <>
      {firstStrong ? <strong>{first}</strong> : first}
      {others.map((text) => ` ${text}`).join('')}
      {originals.length > 0 && (
        <>
          {' '}
          <span class="safety-english" lang="en" dir="ltr">
            {originals.join(' ')}
          </span>
        </>
      )}
    </>
  );
}
