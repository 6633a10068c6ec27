import type { Entry } from './entry';
import type { Failure } from './protocol';

/** Files inside opened folders that are no ECG. */
export class SkippedFiles {
  count = 0;
  /** By opening: why the first of its files is no ECG. */
  #first = new Map<number, Failure>();

  add({ name, opening }: Entry, { message, ...failure }: Failure): void {
    this.count += 1;
    if (!this.#first.has(opening)) this.#first.set(opening, { ...failure, message: `${name}: ${message}` });
  }

  /** Where nothing of what was opened is an ECG: to count what was skipped would be all that is said. */
  reasonOfAll(opening: number, left: readonly Entry[]): Failure[] {
    const first = this.#first.get(opening);
    return first && !left.some((entry) => entry.opening === opening) ? [first] : [];
  }

  clear(): void {
    this.count = 0;
    this.#first.clear();
  }
}
