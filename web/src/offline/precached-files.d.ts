/** Made by build-steps/service-worker.ts of the files that were built. */
declare module 'precached-files' {
  /** Changes with any of the files. */
  export const version: string;
  /** Every file of the site, by its path from the page's folder ('' is the page itself). */
  export const files: readonly { path: string; sha256: string }[];
}
