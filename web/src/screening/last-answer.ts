import type { Entry } from './entry';

type Asked = Pick<Entry, 'id' | 'options'>;

/** What was last asked about a record, as it was then opened; an answer about another one takes its place. */
export class LastAnswer<Output> {
  #kept: { entry: Asked; answer: Promise<Output> } | null = null;

  /** Null where something else was asked last. */
  of({ id, options }: Asked): Promise<Output> | null {
    const kept = this.#kept;
    return kept?.entry.id === id && kept.entry.options === options ? kept.answer : null;
  }

  /** The kept answer, or what `ask` gives. One that fails is not kept. */
  ask({ id, options }: Asked, ask: () => Promise<Output>): Promise<Output> {
    const kept = this.of({ id, options });
    if (kept) return kept;
    const asked = { entry: { id, options }, answer: ask() };
    this.#kept = asked;
    asked.answer.catch(() => this.#kept === asked && this.forget());
    return asked.answer;
  }

  forget(): void {
    this.#kept = null;
  }
}
