import { byCode } from '../languages/by-code';
import type { Catalogue } from '../languages/keys';

const addresses = import.meta.glob<string>(['../languages/*.json', '!../languages/en.json'], {
  query: '?url',
  import: 'default',
  eager: true,
});

/** Every language but English, fetched when it is first asked for. */
export const catalogues: Record<string, () => Promise<Catalogue>> = Object.fromEntries(
  Object.entries(byCode(addresses)).map(([code, address]) => [code, () => fetched(address)]),
);

async function fetched(address: string): Promise<Catalogue> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return (await response.json()) as Catalogue;
}
