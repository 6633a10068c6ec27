/** Put in by the build (`build-identity` in vite.config.ts). */
declare const __LEADWISE_BUILD__: BuildIdentity;

export interface BuildIdentity {
  version: string;
  /** Of leadwise.wasm, which computes every number: `sha256sum` of the file gives the same. */
  core_sha256: string;
  /** Of the page's sources and of the exact versions of its libraries. */
  page_sha256: string;
}

export const buildIdentity: BuildIdentity = __LEADWISE_BUILD__;
