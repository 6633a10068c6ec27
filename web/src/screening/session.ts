import type { Attribution, BedsideValues, EcgRecord, ModelCard, ReadOptions, ScreenResult } from 'leadwise';
import { withoutArchives } from './archives';
import { ScreeningClient } from './client';
import { failureFrom } from './failure';
import type { Failure, Input, Measured, Output } from './protocol';
import { groupByRecord, type SourceRecord } from './record-grouping';
import { type SourceFile, buffersOf, readFile } from './source-file';

export type EntryState =
  | { kind: 'waiting' }
  | { kind: 'working' }
  | { kind: 'screened'; result: ScreenResult }
  | { kind: 'failed'; failure: Failure };

/** One opened record. Replaced, never changed, when its state changes. */
export interface Entry extends SourceRecord {
  id: number;
  options: ReadOptions;
  state: EntryState;
}

/** The ECGs opened in this page, in memory only. Dispatches `change` whenever something to show has changed. */
export class Session extends EventTarget {
  entries: readonly Entry[] = [];
  selectedId: number | null = null;
  /** Why the last files could not even be sorted into records. */
  problem: Failure | null = null;
  /** Files inside opened folders that are no ECG. */
  skippedCount = 0;

  #client = new ScreeningClient();
  #nextId = 1;
  #running = false;
  #drawn: { entryId: number; options: ReadOptions; record: Promise<EcgRecord> } | null = null;

  get selected(): Entry | null {
    return this.entries.find(({ id }) => id === this.selectedId) ?? null;
  }

  /** Loads module and weights before they are needed. A failure shows when something is opened. */
  warmUp(): void {
    this.#client.call('start', null).catch(() => undefined);
  }

  /** Opens files and archives of them. Parts that come later find the record that lacked them. */
  async open(opened: SourceFile[]): Promise<void> {
    this.problem = null;
    try {
      const { files, problem } = await withoutArchives(opened, {
        areArchives: (heads) => this.#client.call('areArchives', { files: heads }, buffersOf(heads)),
        unpack: (archive) => this.#client.call('unpack', { archive }, [archive.bytes]),
      });
      this.problem = problem;
      const lonely = this.entries.filter(lacksParts);
      const records = await groupByRecord([...lonely.flatMap((entry) => entry.files), ...files], (heads) =>
        this.#client.call('group', { files: heads }, buffersOf(heads)),
      );
      this.#replaceEntries(lonely, records, files);
    } catch (rejection) {
      this.problem = failureFrom(rejection);
    }
    this.#changed();
    await this.#run();
  }

  /** Opens a simulated ECG, through the same path as any file. */
  async openExample(name: string, severity: number): Promise<void> {
    try {
      const parts = await this.#client.call('simulate', { severity, seed: 1, to: 'wfdb', name });
      const files = parts.map((part) => new File([new Uint8Array(part.bytes)], part.name));
      await this.open(files.map((file) => ({ folder: '', file })));
    } catch (rejection) {
      this.problem = failureFrom(rejection);
      this.#changed();
    }
  }

  /** Reads a record again with what its owner knows of it. */
  async answer(entryId: number, options: ReadOptions): Promise<void> {
    this.#update(entryId, { options, state: { kind: 'waiting' } });
    await this.#run();
  }

  select(entryId: number): void {
    this.selectedId = entryId;
    this.#changed();
  }

  clear(): void {
    this.entries = [];
    this.selectedId = null;
    this.problem = null;
    this.skippedCount = 0;
    this.#drawn = null;
    this.#changed();
  }

  /** The samples for drawing; those of one record are kept. Rejects with CallFailed. */
  record(entry: Entry): Promise<EcgRecord> {
    const kept = this.#drawn;
    if (kept?.entryId === entry.id && kept.options === entry.options) return kept.record;
    const record = this.#ask('record', entry, entry.options);
    this.#drawn = { entryId: entry.id, options: entry.options, record };
    record.catch(() => (this.#drawn = null));
    return record;
  }

  /** Measures a record, with what is known of the patient beside it; that is kept nowhere. Rejects with CallFailed. */
  measure(entry: Entry, bedside: BedsideValues): Promise<Measured> {
    return this.#ask('measure', entry, { ...entry.options, ...bedside });
  }

  /** What a screened record's scores rest on. Rejects with CallFailed. */
  explain(entry: Entry): Promise<Attribution[] | null> {
    return this.#ask('explain', entry, { ...entry.options, leads: 'all' });
  }

  modelCard(): Promise<ModelCard> {
    return this.#client.call('modelCard', null);
  }

  #replaceEntries(old: readonly Entry[], records: SourceRecord[], opened: SourceFile[]): void {
    const fresh = records.map((record) => this.#entryOf(record));
    this.entries = [...this.entries.filter((entry) => !old.includes(entry)), ...fresh];
    const firstOpened = fresh.find((entry) => entry.files.some((file) => opened.includes(file)));
    this.selectedId = firstOpened?.id ?? this.selectedId;
  }

  #entryOf(record: SourceRecord): Entry {
    return { ...record, id: this.#nextId++, options: {}, state: { kind: 'waiting' } };
  }

  /** Screens what waits, one record at a time, the shown one first. */
  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#next(); next; next = this.#next()) {
      this.#update(next.id, { state: { kind: 'working' } });
      const state = await this.#screen(next);
      this.#finish(next, state);
    }
    this.#running = false;
  }

  #next(): Entry | undefined {
    const waiting = this.entries.filter(({ state }) => state.kind === 'waiting');
    return waiting.find(({ id }) => id === this.selectedId) ?? waiting[0];
  }

  async #screen(entry: Entry): Promise<EntryState> {
    try {
      // The trace of the shown record comes before its score.
      if (entry.id === this.selectedId) await this.record(entry);
      return { kind: 'screened', result: await this.#ask('screen', entry, { ...entry.options, leads: 'all' }) };
    } catch (rejection) {
      return { kind: 'failed', failure: failureFrom(rejection) };
    }
  }

  #finish(entry: Entry, state: EntryState): void {
    const skipped = state.kind === 'failed' && state.failure.code === 'UnknownFormat' && entry.folder !== '';
    if (!skipped) return this.#update(entry.id, { state });
    this.skippedCount += 1;
    this.entries = this.entries.filter(({ id }) => id !== entry.id);
    if (this.selectedId === entry.id) this.selectedId = this.entries[0]?.id ?? null;
    this.#changed();
  }

  async #ask<Name extends 'record' | 'measure' | 'screen' | 'explain'>(
    call: Name,
    entry: Entry,
    options: Input<Name>['options'],
  ): Promise<Output<Name>> {
    const files = await Promise.all(entry.files.map(({ file }) => readFile(file)));
    return this.#client.call(call, { files, options }, buffersOf(files));
  }

  #update(entryId: number, change: Partial<Entry>): void {
    this.entries = this.entries.map((entry) => (entry.id === entryId ? { ...entry, ...change } : entry));
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function lacksParts({ state }: Entry): boolean {
  return state.kind === 'failed' && (state.failure.code === 'MissingFile' || state.failure.code === 'UnknownFormat');
}
