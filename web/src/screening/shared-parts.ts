import type { ScreenResult } from 'leadwise';

/** Most of a thousand answers is the same words about the same weights: one copy of each part is kept. */
export class SharedParts {
  #kept = new Map<string, unknown>();

  within(result: ScreenResult): ScreenResult {
    const { quality } = result;
    return {
      ...result,
      record: this.#one(result.record),
      quality: { ...quality, leads: this.#one(quality.leads) },
      assumptions: this.#one(result.assumptions),
      model: this.#one(result.model),
      software: this.#one(result.software),
    };
  }

  #one<Part>(part: Part): Part {
    const text = JSON.stringify(part);
    const kept = this.#kept.get(text) as Part | undefined;
    if (kept === undefined) this.#kept.set(text, part);
    return kept ?? part;
  }
}
