import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { buildIdentityOf } from './build-identity';
import { oneFile } from './build-steps/one-file';
import { serviceWorker } from './build-steps/service-worker';
import { contentSecurityPolicy } from './content-security-policy';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const moduleFolder = process.env['LEADWISE_WASM_DIR'] ?? fromHere('../build/wasm');
const siteFolder = process.env['LEADWISE_SITE_DIR'] ?? fromHere('../build/site');

/** Only the built page carries the policy: the development server injects inline styles that it would refuse. */
const policyInPage: Plugin = {
  name: 'content-security-policy-meta',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/** The licences of what is inside ask to travel with it. */
const licencesBesidePage: Plugin = {
  name: 'third-party-licences',
  apply: 'build',
  generateBundle() {
    const source = readFileSync(fromHere('../THIRD-PARTY-LICENCES.txt'));
    this.emitFile({ type: 'asset', fileName: 'third-party-licences.txt', source });
  },
};

/** Of the site and of the one file. */
const shared = (deployment: string) => ({
  define: { __LEADWISE_BUILD__: JSON.stringify(buildIdentityOf(fromHere('.'), moduleFolder)) },
  resolve: {
    alias: {
      leadwise: `${moduleFolder}/leadwise.js`,
      deployment: fromHere(`./src/deployment/${deployment}.ts`),
      // The PDF library would fetch these for pictures and web pages in a PDF, and bring them into the site.
      ...Object.fromEntries(
        ['html2canvas', 'dompurify', 'canvg', 'fast-png'].map((name) => [name, fromHere('not-bundled.ts')]),
      ),
    },
  },
  assetsInclude: ['**/*.dat'],
});

export default defineConfig({
  ...shared('served'),
  base: './',
  plugins: [
    policyInPage,
    licencesBesidePage,
    serviceWorker(fromHere('./src/offline/service-worker.ts')),
    oneFile(shared('one-file')),
  ],
  server: { fs: { allow: [fromHere('..'), moduleFolder] } },
  preview: {
    headers: {
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
    },
  },
  worker: { format: 'es' },
  build: {
    outDir: siteFolder,
    emptyOutDir: true,
    target: 'es2022',
    // Inlined files become data: URLs, which the policy refuses to fetch.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The PDF library with its fonts, fetched only when a PDF is asked for.
    chunkSizeWarningLimit: 800,
  },
});
