import { askForLastingStorage } from './lasting-storage';
import { takeOver } from './take-over';
import type { Updates } from './updates';

/**
 * Keeps the page in the browser by means of the service worker, and learns from it of newer versions. Such a version is
 * fetched in the background and waits until every tab of the page is closed, or until it is asked for: an ECG that is
 * being read must not change under its reader.
 */
export class ServiceWorkerUpdates extends EventTarget implements Updates {
  #kept = false;
  #waiting: ServiceWorker | null = null;

  get kept(): boolean {
    return this.#kept;
  }

  get waiting(): boolean {
    return this.#waiting !== null;
  }

  watch(): void {
    // Where the browser has none (a private window, plain http) the page works as long as the server answers.
    if (!('serviceWorker' in navigator)) return;
    const address = new URL('sw.js', document.baseURI);
    navigator.serviceWorker.register(address).then(
      // A browser that forbids them may answer with nothing.
      (registration: ServiceWorkerRegistration | undefined) => registration && this.#follow(registration),
      () => undefined,
    );
  }

  apply(): void {
    // Asked for in another tab it is in use already, and would not take over again.
    if (this.#waiting?.state === 'activated') return location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.#waiting?.postMessage(takeOver);
  }

  #follow(registration: ServiceWorkerRegistration): void {
    this.#announce(registration.waiting);
    this.#claimWhenActive(registration.active ?? registration.waiting ?? registration.installing);
    // One may have been found before anybody listened.
    this.#followInstalling(registration);
    registration.addEventListener('updatefound', () => this.#followInstalling(registration));
    // A tab may stay open for weeks.
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
    });
  }

  #followInstalling(registration: ServiceWorkerRegistration): void {
    const { installing } = registration;
    this.#claimWhenActive(installing);
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') this.#announce(registration.waiting);
    });
  }

  /** A version becomes active only once all of its files are there. */
  #claimWhenActive(worker: ServiceWorker | null): void {
    const look = () => {
      if (this.#kept || worker?.state !== 'activated') return;
      this.#kept = true;
      askForLastingStorage();
      this.dispatchEvent(new Event('change'));
    };
    look();
    worker?.addEventListener('statechange', look);
  }

  /** The first version of all is no update: nothing older is in use. */
  #announce(waiting: ServiceWorker | null): void {
    if (!waiting || !navigator.serviceWorker.controller) return;
    this.#waiting = waiting;
    this.dispatchEvent(new Event('change'));
  }
}
