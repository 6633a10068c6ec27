/**
 * The versions of the page that this browser keeps, a cache each. Other pages of the same origin have caches of their
 * own beside them, so the names begin with this page's address.
 */
export class Generations {
  readonly #caches: CacheStorage;
  readonly #prefix: string;
  readonly #name: string;

  constructor(caches: CacheStorage, scope: string, version: string) {
    this.#caches = caches;
    this.#prefix = `leadwise ${scope} `;
    this.#name = this.#prefix + version;
  }

  /** Whether this version was kept before, by a service worker of the same files. */
  isKnown(): Promise<boolean> {
    return this.#caches.has(this.#name);
  }

  current(): Promise<Cache> {
    return this.#caches.open(this.#name);
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

  /** All but the one before: tabs that were opened with it still ask for its files. */
  async forgetOld(): Promise<void> {
    const old = (await this.#others()).slice(1);
    await Promise.all(old.map((name) => this.#caches.delete(name)));
  }

  /** The latest first. */
  async #others(): Promise<string[]> {
    const names = await this.#caches.keys();
    return names.filter((name) => name.startsWith(this.#prefix) && name !== this.#name).reverse();
  }
}
