/**
 * The versions of the page that this browser keeps, a cache each. Other pages of the same origin have caches of their
 * own beside them, so the names begin with this page's address.
 */
export class Generations {
  readonly #caches: CacheStorage;
  readonly #prefix: string;
  readonly #name: string;
  /** Lies in the caches that are complete: a browser that is closed ends an installation without a word. */
  readonly #mark: string;

  constructor(caches: CacheStorage, scope: string, version: string) {
    this.#caches = caches;
    this.#prefix = `leadwise ${scope} `;
    this.#name = this.#prefix + version;
    this.#mark = `${scope}?complete`;
  }

  current(): Promise<Cache> {
    return this.#caches.open(this.#name);
  }

  /** Whether this version was kept before, by a service worker of the same files. */
  isKnown(): Promise<boolean> {
    return this.#isComplete(this.#name);
  }

  /** To be called once all files of this version are there. */
  async complete(): Promise<void> {
    await (await this.current()).put(this.#mark, new Response());
  }

  async forgetCurrent(): Promise<void> {
    await this.#caches.delete(this.#name);
  }

  /** From this version, else from another one. */
  async find(url: string): Promise<Response | undefined> {
    for (const name of [this.#name, ...(await this.#others())]) {
      const response = await this.#caches.match(url, { cacheName: name, ignoreVary: true });
      if (response) return response;
    }
    return undefined;
  }

  /** All that are older but the one before: tabs that were opened with it still ask for its files. */
  async forgetOld(): Promise<void> {
    const names = await this.#names();
    // A newer one may be on its way.
    const older = names.slice(names.indexOf(this.#name) + 1);
    const complete = await Promise.all(older.map((name) => this.#isComplete(name)));
    const before = older[complete.indexOf(true)];
    // Where none is marked they may be of versions that marked none.
    const old = before ? older.filter((name) => name !== before) : [];
    await Promise.all(old.map((name) => this.#caches.delete(name)));
  }

  async #isComplete(name: string): Promise<boolean> {
    return (await this.#caches.match(this.#mark, { cacheName: name })) !== undefined;
  }

  async #others(): Promise<string[]> {
    return (await this.#names()).filter((name) => name !== this.#name);
  }

  /** The latest first. */
  async #names(): Promise<string[]> {
    const names = await this.#caches.keys();
    return names.filter((name) => name.startsWith(this.#prefix)).reverse();
  }
}
