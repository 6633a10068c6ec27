import { byCode } from '../languages/by-code';
import type { Catalogue } from '../languages/keys';

const embedded = import.meta.glob<Catalogue>(['../languages/*.json', '!../languages/en.json'], {
  import: 'default',
  eager: true,
});

/** Every language but English, inside the page: from a file, nothing can be fetched. */
export const catalogues: Record<string, () => Promise<Catalogue>> = Object.fromEntries(
  Object.entries(byCode(embedded)).map(([code, catalogue]) => [code, () => Promise.resolve(catalogue)]),
);
