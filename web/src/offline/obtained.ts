import type { Generations } from './generations';

/**
 * A file of the version that is being installed, told by its hash and not by its name: from an earlier version if it has
 * not changed; from what the page has just fetched, which lies in the browser's own cache ('force-cache' takes it
 * however old its headers say it is); else from the server. So nothing is fetched twice, and versions never mix.
 */
export async function obtained(url: string, sha256: string, generations: Generations): Promise<Response> {
  const sources = [
    () => generations.find(url),
    () => fetch(url, { cache: 'force-cache' }),
    () => fetch(url, { cache: 'reload' }),
  ];
  for (const source of sources) {
    const response = await matching(await source(), sha256);
    if (response) return response;
  }
  throw new Error(`${url} is not the file that belongs to this version`);
}

/** The response if its body has that hash. Made anew, because one that was redirected may not answer a navigation. */
async function matching(response: Response | undefined, sha256: string): Promise<Response | null> {
  if (!response?.ok) return null;
  const body = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body));
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex === sha256 ? new Response(body, { headers: response.headers }) : null;
}
