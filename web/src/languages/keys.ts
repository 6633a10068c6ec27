import type english from './en.json';
import type { safetySentences } from './safety-sentences';

/** All sentences of one language; English is what every other is measured by. */
export type Catalogue = typeof english;

/** A sentence that depends on a count stands once for each plural form: `beats_one`, `beats_other`. */
type WithoutForm<Name> = Name extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Name;

/** Component and name: `page-header.help`. */
export type Key = {
  [Component in keyof Catalogue]: `${Component}.${WithoutForm<keyof Catalogue[Component] & string>}`;
}[keyof Catalogue];

export type SafetyKey = (typeof safetySentences)[number];
/** What may stand in the page's language alone. */
export type PlainKey = Exclude<Key, SafetyKey>;

/** What is put in the places of a sentence. A count also chooses the plural form. */
export type Values = Record<string, string | number>;
