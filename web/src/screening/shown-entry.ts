import { type Entry, isDone } from './entry';
import type { SourceFile } from './source-file';

/** Of so few files it is soon known that all but one are no ECG: that one was opened to be seen. */
const fewFiles = 12;

interface Opened {
  opened: readonly SourceFile[];
  /** What was shown until then. */
  shown: Entry | null;
  /** The number of uses when the opening began. */
  usesBefore: number;
}

/** Which of the opened ECGs is shown, by its id. */
export class ShownEntry {
  id: number | null = null;
  /** What was shown before the last opening, to be shown again where that brought no ECG. */
  #before: number | null = null;
  #lastBrought = 0;
  /** How often somebody has chosen a record, or done something with the shown one. */
  uses = 0;
  #usesAtLast = 0;

  use(): void {
    this.uses += 1;
  }

  in(entries: readonly Entry[]): Entry | null {
    return entries.find(({ id }) => id === this.id) ?? null;
  }

  /**
   * `entries` of a list that was sorted anew for what was opened; `shown` was shown until then. What is opened is opened to be
   * seen; only where looking through many took so long that somebody has gone on with the shown one does that stay, with all
   * that was typed beside it.
   */
  afterOpening(entries: readonly Entry[], { opened, shown, usesBefore }: Opened): void {
    const isNew = new Set(opened);
    const fresh = entries.filter((entry) => entry.files.some((file) => isNew.has(file)));
    const again = shown && entries.find((entry) => isSameRecord(entry, shown));
    // What is not read yet may prove to be no ECG: then what was shown before it is shown again.
    if (!again || isDone(again)) this.#before = again?.id ?? null;
    this.#lastBrought = fresh.length;
    const stays = this.uses > usesBefore ? fresh.length !== 1 : fresh.length === 0;
    this.#usesAtLast = this.uses;
    this.id = (again && stays ? again : fresh[0])?.id ?? null;
  }

  /** `skipped` was no ECG and lay at that place of what is left in the list; `last` says of what opening the last files are. */
  afterSkipping(entries: readonly Entry[], { skipped, at, last }: { skipped: Entry; at: number; last: number }): void {
    const ofOpening = (entry: Entry | undefined) => entry?.opening === skipped.opening;
    // Never an ECG of another opening, which may be another patient's, but the one that was shown before.
    const neighbour = [entries[at], entries[at - 1]].find(ofOpening);
    const before = entries.find(({ id }) => id === this.#before);
    if (this.id === skipped.id) this.id = (neighbour ?? before)?.id ?? null;
    // A folder of one ECG, and of what systems and devices put beside it, is opened like that ECG.
    const [only, another] = entries.filter(ofOpening);
    const isNewest = skipped.opening === last && this.#lastBrought <= fewFiles;
    const isUntouched = this.uses === this.#usesAtLast;
    if (only && !another && isNewest && isUntouched && this.id === this.#before) this.id = only.id;
  }
}

/** It may have got parts. */
function isSameRecord({ id, files }: Entry, other: Entry): boolean {
  return id === other.id || files.some((file) => other.files.includes(file));
}
