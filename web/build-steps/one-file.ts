import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build, type InlineConfig, type Plugin, type Rollup } from 'vite';
import { oneFilePolicy } from '../content-security-policy';
import { hashSource, scriptElement, styleElement } from './inline-elements';

/** Adds leadwise.html beside the site's folder: the whole page in one file, which works from a disk. */
export function oneFile(config: InlineConfig): Plugin {
  let folder = '';
  let root = '';
  return {
    name: 'one-file',
    apply: 'build',
    configResolved(resolved) {
      folder = resolved.build.outDir;
      root = resolved.root;
    },
    async closeBundle() {
      const { output } = (await build({ ...config, root, ...inMemory })) as Rollup.RollupOutput;
      writeFileSync(join(dirname(folder), 'leadwise.html'), pageOf(root, output));
    },
  };
}

const inMemory: InlineConfig = {
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  worker: { format: 'iife' },
  build: {
    write: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    rollupOptions: { input: 'src/main.tsx', output: { inlineDynamicImports: true } },
  },
};

type Output = Rollup.RollupOutput['output'];

/** index.html with everything in the places of the links to it. */
function pageOf(root: string, output: Output): string {
  const script = scriptElement(output[0].code);
  const style = styleElement(assetOf(output, '.css').toString());
  const policy = oneFilePolicy(hashSource(script), hashSource(style));
  const icon = readFileSync(join(root, 'public/favicon.svg')).toString('base64');
  const html = readFileSync(join(root, 'index.html'), 'utf8');
  return withReplaced(html, [
    [/<head>/, `<head>\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />`],
    [/\.\/favicon\.svg/, `data:image/svg+xml;base64,${icon}`],
    [/<link rel="manifest".*>/, ''],
    [/<link rel="apple-touch-icon".*>/, ''],
    [/<\/head>/, `  ${style.html}\n  </head>`],
    [
      /<script type="module" src="\/src\/main.tsx"><\/script>/,
      [
        dataElement('leadwise-wasm', assetOf(output, '.wasm')),
        dataElement('leadwise-weights', assetOf(output, '.safetensors')),
        script.html,
      ].join('\n    '),
    ],
  ]);
}

function withReplaced(html: string, replacements: [RegExp, string][]): string {
  return replacements.reduce((text, [pattern, replacement]) => {
    if (!pattern.test(text)) throw new Error(`index.html has no ${pattern.source}`);
    return text.replace(pattern, () => replacement);
  }, html);
}

function assetOf(output: Output, ending: string): Buffer {
  const found = output.filter(({ fileName }) => fileName.endsWith(ending));
  const [asset] = found;
  if (found.length !== 1 || asset?.type !== 'asset') throw new Error(`${found.length} files end in ${ending}, not one`);
  return Buffer.from(asset.source);
}

/** Base64 that the browser neither runs nor shows. */
function dataElement(id: string, bytes: Buffer): string {
  return `<script id="${id}" type="application/octet-stream">${bytes.toString('base64')}</script>`;
}
