/**
 * A text that changes while its surroundings stay. Browsers that translate pages put nodes of their own in the place of a text, and what
 * is then written to the old one is never seen: here its element goes with it. The outer one stays, so that nothing is put before
 * a text that may be gone.
 */
export function ChangingText({ text }: { text: string }) {
  return (
    <span>
      <span key={text}>{text}</span>
    </span>
  );
}
