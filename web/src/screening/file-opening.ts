import type { ScreeningClient } from './client';
import type { FoundFiles } from './dropped-files';
import { failureOf } from './failure';
import { findRecords, type FoundRecords } from './record-search';
import type { Failure } from './protocol';
import type { SourceRecord } from './record-grouping';
import type { SourceFile } from './source-file';

/** How many files have been looked at; `total` is null while folders are still listed. */
export interface OpeningProgress {
  looked: number;
  total: number | null;
}

/** Who opens files. */
interface Opener {
  /** What of the files is to be looked through. */
  sort: (found: FoundFiles) => Promise<FoundFiles>;
  /** The records opened before that may lack some of these. */
  lonely: () => readonly SourceRecord[];
  take: (found: FoundRecords) => void;
  /** None of `files` could be opened. */
  refuse: (failure: Failure, files: SourceFile[]) => void;
}

/** Opens one lot of files after the other: two at once would both take the records that lack parts. */
export class FileOpening {
  progress: OpeningProgress | null = null;
  #last: Promise<void> = Promise.resolve();
  #cancelled = new AbortController();

  constructor(
    readonly client: ScreeningClient,
    readonly onProgress: () => void,
  ) {}

  open(opened: SourceFile[] | Promise<FoundFiles>, opener: Opener): Promise<void> {
    const { signal } = this.#cancelled;
    const found = Promise.resolve(Array.isArray(opened) ? { files: opened, unreadable: [] } : opened);
    // It may fail before it is its turn.
    found.catch(() => undefined);
    this.#last = this.#last.then(() => this.#open(found, opener, signal));
    return this.#last;
  }

  /** Whatever is being opened, or waits for it, is forgotten; what is opened next does not wait for it. */
  cancel(): void {
    this.#end(this.#cancelled.signal);
    this.#cancelled.abort();
    this.#cancelled = new AbortController();
    this.#last = Promise.resolve();
  }

  async #open(opened: Promise<FoundFiles>, opener: Opener, signal: AbortSignal): Promise<void> {
    let files: SourceFile[] = [];
    let putAside: Failure[] = [];
    try {
      this.#show({ looked: 0, total: null }, signal);
      const found = await opener.sort(await unlessCancelled(opened, signal));
      putAside = [...(found.refused ?? []), ...found.unreadable.map(notHandedOver)];
      files = found.files;
      if (files.length + putAside.length === 0) return this.#end(signal);
      const onLooked = (looked: number) => this.#show({ looked, total: files.length }, signal);
      const records = await findRecords(this.client, { opened: files, lonely: opener.lonely(), onLooked });
      if (signal.aborted) return;
      opener.take({ ...records, problems: [...records.problems, ...putAside] });
    } catch (rejection) {
      if (!signal.aborted) {
        for (const failure of putAside) opener.refuse(failure, []);
        opener.refuse(failureOf(rejection), files);
      }
    }
    this.#end(signal);
  }

  #end(signal: AbortSignal): void {
    // Another opening may show its progress by now.
    if (signal.aborted) return;
    this.progress = null;
    this.onProgress();
  }

  /** Throws where the opening was cancelled. */
  #show(progress: OpeningProgress, signal: AbortSignal): void {
    if (signal.aborted) throw cancelled();
    this.progress = progress;
    this.onProgress();
  }
}

/** A folder that is being listed cannot be told to end. */
function unlessCancelled<Value>(wanted: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const cancelling = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(cancelled()), { once: true });
  });
  return Promise.race([wanted, cancelling]);
}

function cancelled(): Error {
  return new Error('the opening was cancelled');
}

function notHandedOver(name: string): Failure {
  return { code: 'FileNotReadable', message: `${name}: the browser did not hand it over.`, offset: null };
}
