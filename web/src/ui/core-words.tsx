import { InEnglish } from './in-english';
import './core-words.css';

/** What the core says of a reason, behind the sentence that tells what it means: figures and code, for whoever wants them. */
export function CoreWords({ code, message }: { code: string; message: string }) {
  return (
    <span class="core-words">
      <InEnglish>{asSentence(message)}</InEnglish> (<code>{code}</code>)
    </span>
  );
}

/** Names of leads keep their small letter: "aVF has …". */
function asSentence(message: string): string {
  return /^aV[RLF]/.test(message) ? message : message.charAt(0).toUpperCase() + message.slice(1);
}
