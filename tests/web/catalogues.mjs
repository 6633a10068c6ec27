// The catalogues as they lie in the sources, and ones that no visitor sees.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { webFolder } from './built.mjs';

const folder = join(webFolder, 'src/languages');

/** By code: {en: {component: {name: sentence}}, …}. */
export const catalogues = Object.fromEntries(
  readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.slice(0, -'.json'.length), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
);

/** All but English. */
export const translations = Object.keys(catalogues).filter((code) => code !== 'en');

/** [['page-header.help', 'Help'], …], without what is said of the catalogue itself. */
export function sentencesOf({ catalogue: _, ...components }) {
  return Object.entries(components).flatMap(([component, sentences]) =>
    Object.entries(sentences).map(([name, sentence]) => [`${component}.${name}`, sentence]),
  );
}

/** A catalogue with every sentence made anew. */
export function madeCatalogue(catalogue, make, facts = {}) {
  const made = Object.entries(catalogue).map(([component, sentences]) => [
    component,
    component === 'catalogue'
      ? { ...sentences, ...facts }
      : Object.fromEntries(
          Object.entries(sentences).map(([name, sentence]) => [name, make(sentence, `${component}.${name}`)]),
        ),
  ]);
  return Object.fromEntries(made);
}

/** For `change` of the site's server: the catalogue of that language is another. */
export function servingInstead(code, catalogue) {
  const isIt = (file) => new RegExp(`\\b${code}-[^/]*\\.json$`).test(file);
  return (file, bytes) => (isIt(file) ? Buffer.from(JSON.stringify(catalogue)) : bytes);
}
