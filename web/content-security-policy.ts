/**
 * What the page may load and where it may connect: its own origin, nothing else. `blob:` is for the worker, which is
 * started from a blob so that it inherits this policy (a worker started by URL would be bound by its own response's
 * headers only, and a static host need not send any). 'wasm-unsafe-eval' permits WebAssembly and no JavaScript.
 */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "img-src 'self' blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Of the page in one file: it may load nothing at all, and run its own script alone. */
export function oneFilePolicy(scriptHash: string, styleHash: string): string {
  return [
    "default-src 'none'",
    `script-src ${scriptHash} 'wasm-unsafe-eval'`,
    `style-src ${styleHash}`,
    'worker-src blob:',
    'img-src blob: data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
