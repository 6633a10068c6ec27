import type { ModelCard } from 'leadwise';
import type { ScreeningClient } from '../screening/client';
import { failureOf } from '../screening/failure';
import type { Failure } from '../screening/protocol';
import { readBytes } from '../screening/source-file';
import { shippedWeights } from '../self-test/shipped-weights';

export interface OwnWeights {
  fileName: string;
  card: ModelCard;
}

export interface RefusedWeights {
  fileName: string;
  failure: Failure;
}

/** Which weights score: those that ship, or a file of the user's. */
export class WeightsInUse {
  own: OwnWeights | null = null;
  /** The last file that was no usable weights; it changed nothing. */
  refused: RefusedWeights | null = null;

  readonly #client: ScreeningClient;
  /** By the hashes of their weights. */
  readonly #cards = new Map<string, ModelCard>();

  constructor(client: ScreeningClient) {
    this.#client = client;
  }

  get sha256(): string {
    return this.own?.card.sha256 ?? shippedWeights.sha256;
  }

  /** Null where it was not read yet. What weights of the user's say of themselves is known before they score anything. */
  cardOf(sha256: string): ModelCard | null {
    return this.#cards.get(sha256) ?? null;
  }

  /** The card of those in use, read where it is not known. Rejects with CallFailed. */
  async readCard(): Promise<ModelCard> {
    return this.cardOf(this.sha256) ?? this.#keep(await this.#client.ask('modelCard', () => ({ input: null, moved: [] })));
  }

  async use(file: File): Promise<void> {
    try {
      const card = await this.#client.useWeights(await readBytes(file, file.name));
      this.own = { fileName: file.name, card: this.#keep(card) };
      this.refused = null;
    } catch (rejection) {
      this.refused = { fileName: file.name, failure: failureOf(rejection) };
    }
  }

  /** A worker that cannot go back has stopped, and its successor starts with the shipped ones. */
  async useShipped(): Promise<void> {
    await this.#client.useWeights(null).catch(() => undefined);
    this.own = null;
    this.refused = null;
  }

  #keep(card: ModelCard): ModelCard {
    this.#cards.set(card.sha256, card);
    return card;
  }
}
