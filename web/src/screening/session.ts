import type { Attribution, EcgRecord, Examination, LeadName, MeasureOptions, ModelCard, ReadOptions, ScreenResult } from 'leadwise';
import { ScreeningClient } from './client';
import type { FoundFiles } from './dropped-files';
import { withoutWeights } from '../weights/weight-files';
import { WeightsInUse } from '../weights/weights-in-use';
import { type Entry, type EntryState, isNoEcgOfFolder, lacksParts, mayBeReadLater } from './entry';
import { closedMeanwhile, failureOf } from './failure';
import { FileOpening, type OpeningProgress } from './file-opening';
import { framePainted } from './frame-painted';
import { LastAnswer } from './last-answer';
import type { Failure, Input, Measured, Output, SelfTestFailure, StatedFacts } from './protocol';
import type { SourceRecord } from './record-grouping';
import type { FoundRecords } from './record-search';
import { SharedParts } from './shared-parts';
import { ShownEntry } from './shown-entry';
import { SkippedFiles } from './skipped-files';
import { sortedAnew } from './sorted-anew';
import { type SourceFile, buffersOf, readFile } from './source-file';

export type { Entry, EntryState } from './entry';

/** What the view of a record asks of measuring before anything is known of the patient. */
const asExamined = { beat_samples: true };

/** To measure a longer recording takes longer than to score it: its score does not wait for that. */
const longestExaminedS = 60;

/** The ECGs opened in this page, in memory only. Dispatches `change` whenever something to show has changed. */
export class Session extends EventTarget {
  entries: readonly Entry[] = [];
  /** What was chosen while a part of the page was missing: it can be opened again without choosing it again. */
  unopened: SourceFile[] = [];
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
  #drawn = new LastAnswer<EcgRecord>();
  #examined = new LastAnswer<Examination>();
  #shared = new SharedParts();
  #opening = new FileOpening(this.#client, () => this.#changed());
  #problems: Failure[] = [];
  #openingCount = 0;
  #shown = new ShownEntry();
  #skipped = new SkippedFiles();

  get selected(): Entry | null {
    return this.#shown.in(this.entries);
  }

  get selectedId(): number | null {
    return this.#shown.id;
  }

  /** Files inside opened folders that are no ECG. */
  get skippedCount(): number {
    return this.#skipped.count;
  }

  /**
   * Loads module and weights before they are needed. A browser without WebAssembly is told so at once; any other failure shows
   * when something is opened.
   */
  async warmUp(): Promise<void> {
    this.loading = true;
    try {
      this.selfTestFailure = await this.#client.start();
      // Asked first, so that it does not wait behind a long recording: no answer is shown without it.
      void this.modelCard().catch(() => undefined);
    } catch (rejection) {
      const failure = failureOf(rejection);
      if (failure.code === 'WebAssemblyUnavailable') this.#problems = [failure];
    }
    this.loading = false;
    this.#changed();
  }

  /** Why of the last files some could not even be sorted into records. */
  get problems(): readonly Failure[] {
    return this.#problems;
  }

  /** How far the files that are being opened were looked at. */
  get opening(): OpeningProgress | null {
    return this.#opening.progress;
  }

  /** Opens files and archives of them. Parts that come later find the record that lacked them. */
  async open(opened: SourceFile[] | Promise<FoundFiles>): Promise<void> {
    // What went wrong with files that are opened at the same time is told with it.
    if (!this.opening) this.#problems = this.#problems.filter((failure) => this.#isOfUnopened(failure));
    const usesBefore = this.#shown.uses;
    await this.#opening.open(opened, {
      sort: (found) => this.#withoutWeights(found),
      lonely: () => this.entries.filter(lacksParts),
      take: (found) => this.#take(found, usesBefore),
      refuse: (failure, files) => this.#refuse(failure, files),
    });
    await this.#run();
  }

  #refuse(failure: Failure, files: SourceFile[]): void {
    const waits = failure.code === 'PagePartMissing';
    // A part of the page that is missing is one fault, however many lots of files wait for it.
    const others = this.#problems.filter(({ code }) => !waits || code !== failure.code);
    // That is what can be done something about: it is told first.
    this.#problems = waits ? [failure, ...others] : [...others, failure];
    if (waits) this.unopened = [...this.unopened, ...files];
  }

  /** Files that wait for a part of the page are not forgotten for those that are opened after them. */
  #isOfUnopened({ code }: Failure): boolean {
    return code === 'PagePartMissing' && this.unopened.length > 0;
  }

  /** Opens what was chosen while a part of the page was missing. What went wrong with other files is still told. */
  async retry(): Promise<void> {
    const files = this.unopened;
    this.unopened = [];
    this.#problems = this.#problems.filter(({ code }) => code !== 'PagePartMissing');
    this.#changed();
    await this.open(files);
  }

  /** Opens a simulated ECG, through the same path as any file. */
  async openExample(name: string, severity: number): Promise<void> {
    try {
      const input = { severity, seed: 1, to: 'wfdb', name } as const;
      const parts = await this.#client.ask('simulate', () => ({ input, moved: [] }));
      const files = parts.map((part) => new File([new Uint8Array(part.bytes)], part.name));
      await this.open(files.map((file) => ({ folder: '', file })));
    } catch (rejection) {
      this.#problems = [failureOf(rejection)];
      this.#changed();
    }
  }

  /** Reads a record again with what its owner knows of it. */
  async answer(entryId: number, options: ReadOptions): Promise<void> {
    this.#update(entryId, { options, state: { kind: 'waiting' } });
    await this.#run();
  }

  /** Reads once more what may be read by now. */
  async readFailedAgain(): Promise<void> {
    const again = (entry: Entry): Entry => ({ ...entry, options: { ...entry.options }, state: { kind: 'waiting' } });
    this.entries = this.entries.map((entry) => (mayBeReadLater(entry) ? again(entry) : entry));
    await this.resume();
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

  /** Somebody does something with the shown record: what is opened meanwhile does not take its place. */
  use(): void {
    this.#shown.use();
  }

  select(entryId: number): void {
    this.#shown.id = entryId;
    this.#shown.use();
    this.#changed();
    void this.#run();
  }

  /** Ends what is being opened; the records that were found before are read all the same. */
  cancelOpening(): void {
    this.#opening.cancel();
  }

  /**
   * The records that wait go on waiting, and so does the one at hand unless it is shown; what is being opened is looked through
   * all the same.
   */
  stop(): void {
    const isAtHand = ({ id, state }: Entry) => state.kind === 'working' && id !== this.selectedId;
    const atHand = this.entries.filter(isAtHand);
    // With options of its own: what is still said of it comes to nothing.
    const waits = (entry: Entry): Entry => ({ ...entry, options: { ...entry.options }, state: { kind: 'waiting' } });
    this.entries = this.entries.map((entry) => (isAtHand(entry) ? waits(entry) : entry));
    this.stopped = this.entries.some(({ state }) => state.kind === 'waiting');
    this.#client.drop((entryId) => atHand.some(({ id }) => id === entryId));
    this.#changed();
  }

  async resume(): Promise<void> {
    this.stopped = false;
    this.#changed();
    await this.#run();
  }

  /** Forgets one ECG, whatever it is at; in the place of the shown one its neighbour is shown. */
  close(entryId: number, neighbourId: number | null): void {
    if (entryId === this.selectedId) {
      this.#shown.id = neighbourId;
      this.#forget();
    }
    this.entries = this.entries.filter(({ id }) => id !== entryId);
    this.#dropClosed();
    this.#changed();
    void this.#run();
  }

  clear(): void {
    this.#opening.cancel();
    this.entries = [];
    this.#shown.id = null;
    this.#skipped.clear();
    this.stopped = false;
    this.#problems = [];
    this.unopened = [];
    this.#shared = new SharedParts();
    this.#forget();
    this.#dropClosed();
    this.#changed();
  }

  /** A long recording is read for most of a minute: what is opened next does not wait for one that is gone. */
  #dropClosed(): void {
    this.#client.drop((entryId) => !this.#isListed(entryId));
  }

  #isListed(entryId: number): boolean {
    return this.entries.some(({ id }) => id === entryId);
  }

  /** The samples for drawing; those of one record are kept. Rejects with CallFailed. */
  record(entry: Entry): Promise<EcgRecord> {
    return this.#drawn.ask(entry, () => this.#ask('record', entry, entry.options));
  }

  /** What the files say of patient and recording beside the samples. Rejects with CallFailed. */
  statedFacts(entry: Entry): Promise<StatedFacts> {
    return this.#ask('statedFacts', entry, entry.options);
  }

  /** Measures a record, with what is known of the patient beside it; that is kept nowhere. Rejects with CallFailed. */
  async measure(entry: Entry, options: Omit<MeasureOptions, keyof ReadOptions>): Promise<Measured> {
    const examined = isEqual(options, asExamined) ? this.#examined.of(entry) : null;
    const known = await examined?.catch(() => null);
    // The score came with it, and is seen before the panels of all that is measured are made.
    if (known) await framePainted();
    return known?.measurement ?? this.#ask('measure', entry, { ...entry.options, ...options });
  }

  /** What a screened record's scores rest on. Rejects with CallFailed. */
  explain(entry: Entry): Promise<Attribution[] | null> {
    return this.#ask('explain', entry, { ...entry.options, leads: 'all' });
  }

  /** What the model says with exactly these leads: for exploring, kept nowhere. Rejects with CallFailed. */
  explore(entry: Entry, leads: readonly LeadName[]): Promise<ScreenResult> {
    return this.#ask('screen', entry, { ...entry.options, leads: leads.join(',') });
  }

  /** The card of the weights in use. Rejects with CallFailed. */
  modelCard(): Promise<ModelCard> {
    return this.weights.readCard();
  }

  /** Weights among what is opened are put to use before the ECGs are looked at. */
  async #withoutWeights(found: FoundFiles): Promise<FoundFiles> {
    const { weights, others } = withoutWeights(found.files);
    const [lastWeights] = weights.slice(-1);
    if (lastWeights) {
      await this.weights.use(lastWeights);
      void this.#screenAgain();
    }
    return { ...found, files: others };
  }

  #take(found: FoundRecords, usesBefore: number): void {
    this.#openingCount += 1;
    const { kept, fresh } = sortedAnew(this.entries, found);
    // Who stopped the reading of others did not mean these.
    if (!kept.some(({ state }) => state.kind === 'waiting')) this.stopped = false;
    const shown = this.selected;
    const added = fresh.map((record) => this.#entryOf(record));
    this.entries = [...kept, ...added];
    this.#shown.afterOpening(this.entries, { opened: found.files, shown, usesBefore });
    this.#problems = [...this.#problems, ...found.problems];
  }

  #entryOf(record: SourceRecord): Entry {
    return { ...record, id: this.#nextId++, opening: this.#openingCount, options: {}, state: { kind: 'waiting' } };
  }

  /** So that no score of other weights stands beside those of the weights in use. */
  async #screenAgain(): Promise<void> {
    const usedHash = this.weights.sha256;
    this.#examined.forget();
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
      this.#finish(next, await this.#screen(next));
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
      const result = entry.id === this.selectedId ? await this.#screenShown(entry) : await this.#screenAlone(entry);
      return { kind: 'screened', result };
    } catch (rejection) {
      return { kind: 'failed', failure: failureOf(rejection) };
    }
  }

  #screenAlone(entry: Entry): Promise<ScreenResult> {
    return this.#ask('screen', entry, { ...entry.options, leads: 'all' });
  }

  /** Its trace comes before its score. The view asks for its measurement too: both share what they have in common. */
  async #screenShown(entry: Entry): Promise<ScreenResult> {
    const { duration_s } = await this.record(entry);
    // What is examined is kept; of an ECG that was closed meanwhile nothing may be.
    if (!this.#isListed(entry.id)) throw closedMeanwhile();
    if (duration_s > longestExaminedS) return this.#screenAlone(entry);
    const ask = () => this.#ask('examine', entry, { ...entry.options, ...asExamined, leads: 'all' });
    const examined = await this.#examined.ask(entry, ask).catch(() => null);
    return examined?.screening ?? this.#screenAlone(entry);
  }

  #finish(entry: Entry, state: EntryState): void {
    const listed = this.entries.find(({ id }) => id === entry.id);
    // Closed, or answered anew, while it was read.
    if (listed?.options !== entry.options) return;
    if (!isNoEcgOfFolder(entry, state)) return this.#update(entry.id, { state: this.#sharing(state) });
    if (state.kind === 'failed') this.#skip(entry, state.failure);
    this.#changed();
  }

  #skip(skipped: Entry, failure: Failure): void {
    const at = this.entries.findIndex(({ id }) => id === skipped.id);
    this.entries = this.entries.filter(({ id }) => id !== skipped.id);
    this.#shown.afterSkipping(this.entries, { skipped, at, last: this.#openingCount });
    this.#skipped.add(skipped, failure);
    this.#problems = [...this.#problems, ...this.#skipped.reasonOfAll(skipped.opening, this.entries)];
  }

  #sharing(state: EntryState): EntryState {
    return state.kind === 'screened' ? { ...state, result: this.#shared.within(state.result) } : state;
  }

  /** The files are read when it is their turn, and their bytes are moved to the worker. Nothing is asked about what is not listed. */
  #ask<Name extends 'record' | 'statedFacts' | 'measure' | 'screen' | 'examine' | 'explain'>(
    call: Name,
    entry: Entry,
    options: Input<Name>['options'],
  ): Promise<Output<Name>> {
    const prepare = async () => {
      const files = await Promise.all(entry.files.map(({ file }) => readFile(file)));
      // It may have been closed while its files were read, or before it was asked about again.
      if (!this.#isListed(entry.id)) throw closedMeanwhile();
      return { input: { files, options }, moved: buffersOf(files) };
    };
    return this.#client.ask(call, prepare, entry.id);
  }

  /** What is kept of the shown record. */
  #forget(): void {
    this.#drawn.forget();
    this.#examined.forget();
  }

  #update(entryId: number, change: Partial<Entry>): void {
    this.entries = this.entries.map((entry) => (entry.id === entryId ? { ...entry, ...change } : entry));
    this.#changed();
  }

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }
}

function isEqual(one: object, other: object): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
