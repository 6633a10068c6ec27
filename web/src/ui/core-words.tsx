import { InEnglish } from './in-english';
import './core-words.css';
import { asSentence } from './reason-text';

/** What the core says of a reason, behind the sentence that tells what it means: figures and code, for whoever wants them. */
export function CoreWords({ code, message }: { code: string; message: string }) {
  return (
    <span class="core-words">
      <InEnglish>{asSentence(message)}</InEnglish> (<code>{code}</code>)
    </span>
  );
}
