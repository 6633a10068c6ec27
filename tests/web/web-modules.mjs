// Parts of the page that need no browser, compiled for Node.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root, webFolder } from './built.mjs';

const vite = createRequire(join(webFolder, 'package.json')).resolve('vite');
const { build } = createRequire(vite)('esbuild');

/** What Vite does and esbuild does not know by itself. */
const asVite = {
  name: 'as-vite',
  setup({ onResolve, onLoad }) {
    const inlined = ({ path, importer }) => ({ path: createRequire(importer).resolve(path.replace('?inline', '')), namespace: 'inlined' });
    onResolve({ filter: /\?inline$/ }, inlined);
    onLoad({ filter: /.*/, namespace: 'inlined' }, ({ path }) => ({ contents: readFileSync(path), loader: 'dataurl' }));
    // Of the module the page's own thread takes its limits alone.
    onResolve({ filter: /^leadwise$/ }, () => ({ path: join(root, 'wasm/checked-arguments.js') }));
    // A worker is what the test makes of it.
    onResolve({ filter: /^deployment$/ }, ({ path }) => ({ path, namespace: 'made' }));
    onLoad({ filter: /.*/, namespace: 'made' }, () => ({ contents: madeDeployment }));
    // Parts of the PDF library that the page leaves out too.
    onResolve({ filter: /^(html2canvas|dompurify|canvg|fast-png)$/ }, () => ({ path: join(webFolder, 'not-bundled.ts') }));
  },
};
const madeDeployment = 'export const moduleParts = () => ({}); export const startWorker = () => globalThis.startMadeWorker();';
const buildIdentity = { version: '0', core_sha256: 'made-core', page_sha256: 'made-page' };

/** All that the modules below web/src export, by name. */
export async function webModules(...paths) {
  const contents = paths.map((path) => `export * from './src/${path}';`).join('\n');
  const stdin = { contents, resolveDir: webFolder, loader: 'ts' };
  const define = { __LEADWISE_BUILD__: JSON.stringify(buildIdentity) };
  const options = { bundle: true, format: 'esm', write: false, logLevel: 'silent', plugins: [asVite], define };
  const { outputFiles } = await build({ stdin, ...options });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
