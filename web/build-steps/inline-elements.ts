import { createHash } from 'node:crypto';

/** An element whose text a policy can name by its hash. */
export interface InlineElement {
  text: string;
  html: string;
}

export function scriptElement(code: string): InlineElement {
  // Inside strings and regular expressions, where alone they can stand, these mean the same and end no element.
  const text = code.replace(/<\/(?=script)/gi, '<\\/').replaceAll('<!--', '<\\!--');
  return { text, html: `<script type="module">${text}</script>` };
}

export function styleElement(text: string): InlineElement {
  return { text, html: `<style>${text}</style>` };
}

/** As it stands in a policy. */
export function hashSource({ text }: InlineElement): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
