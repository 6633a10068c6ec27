import type { Attribution, EcgRecord, LeadName, MeasureOptions, ModelCard, ReadOptions, ScreenResult } from 'leadwise';
import { ScreeningClient } from './client';
import type { FoundFiles } from './dropped-files';
import { withoutWeights } from '../weights/weight-files';
import { WeightsInUse } from '../weights/weights-in-use';
import { type Entry, type EntryState, isNoEcgOfFolder, lacksParts } from './entry';
import { failureOf, togetherAsOne } from './failure';
import { FileOpening, type OpeningProgress } from './file-opening';
import type { Failure, Input, Measured, Output, SelfTestFailure, StatedFacts } from './protocol';
import type { SourceRecord } from './record-grouping';
import type { FoundRecords } from './record-search';
import { SharedParts } from './shared-parts';
import { type SourceFile, buffersOf, readFile } from './source-file';

export type { Entry, EntryState } from './entry';

/** The ECGs opened in this page, in memory only. Dispatches `change` whenever something to show has changed. */
export class Session extends EventTarget {
  entries: readonly Entry[] = [];
  selectedId: number | null = null;
  /** Why the last files could not even be sorted into records. */
  problem: Failure | null = null;
  /** What was chosen while a part of the page was missing: it can be opened again without choosing it again. */
  unopened: SourceFile[] = [];
  /** Files inside opened folders that are no ECG. */
  skippedCount = 0;
  /** While true only the shown record is read. */
  stopped = false;
  /** The module and the weights are still on their way. */
  loading = false;
  /** Why this browser must not predict, or null. */
  selfTestFailure: SelfTestFailure = null;

  #client = new ScreeningClient();
  readonly weights = new WeightsInUse(this.#client);
  #nextId = 1;
  #running = false;
  #drawn: { entryId: number; options: ReadOptions; record: Promise<EcgRecord> } | null = null;
  #shared = new SharedParts();
  #opening = new FileOpening(this.#client, () => this.#changed());

  get selected(): Entry | null {
    return this.entries.find(({ id }) => id === this.selectedId) ?? null;
  }

  /**
   * Loads module and weights before they are needed. A browser without WebAssembly is told so at once; any other failure shows
   * when something is opened.
   */
  async warmUp(): Promise<void> {
    this.loading = true;
    try {
      this.selfTestFailure = await this.#client.start();
    } catch (rejection) {
      const failure = failureOf(rejection);
      if (failure.code === 'WebAssemblyUnavailable') this.problem = failure;
    }
    this.loading = false;
    this.#changed();
  }

  /** How far the files that are being opened were looked at. */
  get opening(): OpeningProgress | null {
    return this.#opening.progress;
  }

  /** Opens files and archives of them. Parts that come later find the record that lacked them. */
  async open(opened: SourceFile[] | Promise<FoundFiles>): Promise<void> {
    this.problem = null;
    this.unopened = [];
    let lonely: readonly Entry[] = [];
    await this.#opening.open(this.#withoutWeights(opened), {
      lonelyFiles: () => (lonely = this.entries.filter(lacksParts)).flatMap(({ files }) => files),
      take: (found) => this.#replace(lonely, found),
      refuse: (failure, files) => {
        this.problem = failure;
        this.unopened = failure.code === 'PagePartMissing' ? files : [];
      },
    });
    await this.#run();
  }

  /** Opens a simulated ECG, through the same path as any file. */
  async openExample(name: string, severity: number): Promise<void> {
    try {
      const input = { severity, seed: 1, to: 'wfdb', name } as const;
      const parts = await this.#client.ask('simulate', () => ({ input, moved: [] }));
      const files = parts.map((part) => new File([new Uint8Array(part.bytes)], part.name));
      await this.open(files.map((file) => ({ folder: '', file })));
    } catch (rejection) {
      this.problem = failureOf(rejection);
      this.#changed();
    }
  }

  /** Reads a record again with what its owner knows of it. */
  async answer(entryId: number, options: ReadOptions): Promise<void> {
    this.#update(entryId, { options, state: { kind: 'waiting' }, measuredQuality: null });
    await this.#run();
  }

  /** Scores with a weight file, the opened ECGs again too; one that is refused changes nothing. */
  async useWeights(file: File): Promise<void> {
    await this.weights.use(file);
    await this.#screenAgain();
  }

  async useShippedWeights(): Promise<void> {
    await this.weights.useShipped();
    await this.#screenAgain();
  }

  select(entryId: number): void {
    this.selectedId = entryId;
    this.#changed();
    void this.#run();
  }

  /** Ends what is being opened; of the records that were found, those that wait go on waiting. */
  stop(): void {
    this.#opening.cancel();
    this.stopped = this.entries.some(({ state }) => state.kind === 'waiting');
    this.#changed();
  }

  async resume(): Promise<void> {
    this.stopped = false;
    this.#changed();
    await this.#run();
  }

  clear(): void {
    this.#opening.cancel();
    this.entries = [];
    this.selectedId = null;
    this.problem = null;
    this.unopened = [];
    this.skippedCount = 0;
    this.stopped = false;
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

  /** What the files say of patient and recording beside the samples. Rejects with CallFailed. */
  statedFacts(entry: Entry): Promise<StatedFacts> {
    return this.#ask('statedFacts', entry, entry.options);
  }

  /** Measures a record, with what is known of the patient beside it; that is kept nowhere. Rejects with CallFailed. */
  async measure(entry: Entry, options: Omit<MeasureOptions, keyof ReadOptions>): Promise<Measured> {
    const measured = await this.#ask('measure', entry, { ...entry.options, ...options });
    const listed = this.entries.find(({ id }) => id === entry.id);
    if (listed && !listed.measuredQuality && listed.options === entry.options) {
      this.#update(entry.id, { measuredQuality: measured.quality });
    }
    return measured;
  }

  /** What a screened record's scores rest on. Rejects with CallFailed. */
  explain(entry: Entry): Promise<Attribution[] | null> {
    return this.#ask('explain', entry, { ...entry.options, leads: 'all' });
  }

  /** What the model says with exactly these leads: for exploring, kept nowhere. Rejects with CallFailed. */
  explore(entry: Entry, leads: readonly LeadName[]): Promise<ScreenResult> {
    return this.#ask('screen', entry, { ...entry.options, leads: leads.join(',') });
  }

  modelCard(): Promise<ModelCard> {
    return this.#client.ask('modelCard', () => ({ input: null, moved: [] }));
  }

  /** Weights among what is opened are put to use before the ECGs are looked at. */
  async #withoutWeights(opened: SourceFile[] | Promise<FoundFiles>): Promise<FoundFiles> {
    const { files, unreadable } = Array.isArray(opened) ? { files: opened, unreadable: [] } : await opened;
    const { weights, others } = withoutWeights(files);
    const [lastWeights] = weights.slice(-1);
    if (lastWeights) {
      await this.weights.use(lastWeights);
      void this.#screenAgain();
    }
    return { files: others, unreadable };
  }

  #replace(old: readonly Entry[], { records, files, problems }: FoundRecords): void {
    const fresh = records.map((record) => this.#entryOf(record));
    this.entries = [...this.entries.filter((entry) => !old.includes(entry)), ...fresh];
    const isNew = new Set(files);
    const firstOpened = fresh.find((entry) => entry.files.some((file) => isNew.has(file)));
    this.selectedId = firstOpened?.id ?? this.selectedId;
    this.problem = togetherAsOne(problems);
  }

  #entryOf(record: SourceRecord): Entry {
    return { ...record, id: this.#nextId++, options: {}, state: { kind: 'waiting' }, measuredQuality: null };
  }

  /** So that no score of other weights stands beside those of the weights in use. */
  async #screenAgain(): Promise<void> {
    const usedHash = this.weights.sha256;
    const again = (entry: Entry): Entry => ({ ...entry, state: { kind: 'waiting' } });
    this.entries = this.entries.map((entry) =>
      entry.state.kind === 'screened' && entry.state.result.model.sha256 !== usedHash ? again(entry) : entry,
    );
    this.#changed();
    await this.#run();
  }

  /** Screens what waits, one record at a time, the shown one first. */
  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#next(); next; next = this.#next()) {
      this.#update(next.id, { state: { kind: 'working' } });
      const state = await this.#screen(next);
      this.#finish(next, state);
      await this.#doubt(next, state);
    }
    this.#running = false;
  }

  #next(): Entry | undefined {
    const shown = this.selected;
    if (shown?.state.kind === 'waiting') return shown;
    return this.stopped ? undefined : this.entries.find(({ state }) => state.kind === 'waiting');
  }

  async #screen(entry: Entry): Promise<EntryState> {
    try {
      // The trace of the shown record comes before its score.
      if (entry.id === this.selectedId) await this.record(entry);
      const result = await this.#ask('screen', entry, { ...entry.options, leads: 'all' });
      return { kind: 'screened', result: this.#shared.within(result) };
    } catch (rejection) {
      return { kind: 'failed', failure: failureOf(rejection) };
    }
  }

  /** The list marks scores that measuring speaks against. The shown record is measured for its own view. */
  async #doubt(entry: Entry, state: EntryState): Promise<void> {
    const isScored = state.kind === 'screened' && state.result.predictions.length > 0;
    if (!isScored || entry.measuredQuality || entry.id === this.selectedId) return;
    await this.measure(entry, {}).catch(() => undefined);
  }

  #finish(entry: Entry, state: EntryState): void {
    const listed = this.entries.find(({ id }) => id === entry.id);
    // Closed, or answered anew, while it was read.
    if (listed?.options !== entry.options) return;
    if (!isNoEcgOfFolder(entry, state)) return this.#update(entry.id, { state });
    this.skippedCount += 1;
    this.entries = this.entries.filter(({ id }) => id !== entry.id);
    if (this.selectedId === entry.id) this.selectedId = this.entries[0]?.id ?? null;
    this.#changed();
  }

  /** The files are read when it is their turn, and their bytes are moved to the worker. */
  #ask<Name extends 'record' | 'statedFacts' | 'measure' | 'screen' | 'explain'>(
    call: Name,
    entry: Entry,
    options: Input<Name>['options'],
  ): Promise<Output<Name>> {
    return this.#client.ask(call, async () => {
      const files = await Promise.all(entry.files.map(({ file }) => readFile(file)));
      return { input: { files, options }, moved: buffersOf(files) };
    });
  }

  #update(entryId: number, change: Partial<Entry>): void {
    this.entries = this.entries.map((entry) => (entry.id === entryId ? { ...entry, ...change } : entry));
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}
