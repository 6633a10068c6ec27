import { createInstance } from 'i18next';
import english from './en.json';
import type { Catalogue, Key, PlainKey, SafetyKey, Values } from './keys';
import { safetySentences } from './safety-sentences';

type Translate = (key: string, values?: Values) => string;

/** The language that sentences are now in. */
export interface Spoken {
  code: string;
  direction: string;
  /** False until somebody who knows language and matter has read the whole catalogue. */
  reviewed: boolean;
  translate: Translate;
}

/** A safety sentence, and the same in English wherever its translation may not stand alone. */
export interface SafetySentence {
  text: string;
  english: string | null;
}

const catalogues = createInstance();
void catalogues.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  nsSeparator: false,
  resources: { en: { translation: english } },
  // What is put in is shown as text, never as markup.
  interpolation: { escapeValue: false },
});

const inEnglishAlone = spokenOf('en', english);
let spoken = inEnglishAlone;

export function spokenLanguage(): Spoken {
  return spoken;
}

/** From now on sentences are of this catalogue. */
export function speak(code: string, catalogue: Catalogue): void {
  if (code !== 'en') catalogues.addResourceBundle(code, 'translation', catalogue);
  spoken = code === 'en' ? inEnglishAlone : spokenOf(code, catalogue);
}

export const englishCatalogue: Catalogue = english;

function spokenOf(code: string, { catalogue: { direction, reviewed } }: Catalogue): Spoken {
  const translate = catalogues.getFixedT(code) as unknown as Translate;
  return { code, direction, reviewed, translate };
}

export function say(key: PlainKey, values?: Values): string {
  return spoken.translate(key, values);
}

export function safetySentence(key: SafetyKey, values?: Values): SafetySentence {
  const alone = spoken.code === 'en' || spoken.reviewed;
  return { text: spoken.translate(key, values), english: alone ? null : inEnglishAlone.translate(key, values) };
}

/** A heading's words as a sentence among others. */
export function ended({ text, english }: SafetySentence): SafetySentence {
  return { text: `${text}.`, english: english && `${english}.` };
}

/** Where there is room for one text only. */
export function safetyText(key: SafetyKey, values?: Values): string {
  return joined([safetySentence(key, values)]);
}

/** Several one after the other: the English ones follow together. */
export function joined(sentences: SafetySentence[]): string {
  const text = sentences.map((sentence) => sentence.text).join(' ');
  const originals = sentences.map((sentence) => sentence.english).filter((original) => original !== null);
  return originals.length > 0 ? `${text} [${originals.join(' ')}]` : text;
}

export function isSafetyKey(key: Key): key is SafetyKey {
  return (safetySentences as readonly Key[]).includes(key);
}

/** Makes something in English, whatever the page's language: what other programs read has one. */
export function inEnglish<Made>(make: () => Made): Made {
  const before = spoken;
  spoken = inEnglishAlone;
  try {
    return make();
  } finally {
    spoken = before;
  }
}
