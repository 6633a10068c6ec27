import { catalogues } from 'deployment';
import type { Catalogue } from './keys';
import { englishCatalogue, say, speak, spokenLanguage } from './translation';

/** Where the choice is kept, so that it outlasts loading the page again: nothing is stored. */
const parameter = 'lang';

/** The languages of the page. Dispatches `change` when another one is spoken or could not be had. */
export class Languages extends EventTarget {
  readonly codes: readonly string[] = ['en', ...Object.keys(catalogues)].sort();
  /** The last language that was asked for could not be loaded. */
  failed = false;
  #wanted = 'en';

  get code(): string {
    return spokenLanguage().code;
  }

  /** What the address asks for, else the first of the browser's languages that there is. */
  begin(): Promise<void> {
    const asked = new URLSearchParams(location.search).get(parameter);
    // Not every browser names its languages.
    const wishes = [asked, ...(navigator.languages ?? [])].filter((wish) => wish !== null);
    return this.#speak(wishes.map((wish) => this.#codeFor(wish)).find((code) => code !== undefined) ?? 'en');
  }

  async choose(code: string): Promise<void> {
    await this.#speak(code);
    if (this.code === code) keepInAddress(code);
  }

  /** "fr" for "fr-CA", where there is no catalogue of the latter. */
  #codeFor(wish: string): string | undefined {
    const wanted = wish.toLowerCase();
    const named = (name: string | undefined) => this.codes.find((code) => code.toLowerCase() === name);
    return named(wanted) ?? named(wanted.split('-')[0]);
  }

  async #speak(code: string): Promise<void> {
    this.#wanted = code;
    const catalogue = await catalogueOf(code);
    // Another one was chosen while this one was on its way.
    if (this.#wanted !== code) return;
    this.failed = catalogue === null;
    if (catalogue) speak(code, catalogue);
    tellDocument();
    this.dispatchEvent(new Event('change'));
  }
}

async function catalogueOf(code: string): Promise<Catalogue | null> {
  if (code === 'en') return englishCatalogue;
  return (await catalogues[code]?.().catch(() => null)) ?? null;
}

function tellDocument(): void {
  const { code, direction } = spokenLanguage();
  document.documentElement.lang = code;
  document.documentElement.dir = direction;
  document.querySelector('meta[name=description]')?.setAttribute('content', say('page-header.description'));
}

function keepInAddress(code: string): void {
  const address = new URL(location.href);
  address.searchParams.set(parameter, code);
  history.replaceState(history.state, '', address);
}

/** Its name in the language itself. */
export function languageName(code: string): string {
  const name = new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toLocaleUpperCase(code) + name.slice(1);
}
