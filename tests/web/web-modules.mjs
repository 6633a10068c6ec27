// Parts of the page that need no browser, compiled for Node.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { webFolder } from './built.mjs';

const vite = createRequire(join(webFolder, 'package.json')).resolve('vite');
const { build } = createRequire(vite)('esbuild');

/** All that the modules below web/src export, by name. */
export async function webModules(...paths) {
  const contents = paths.map((path) => `export * from './src/${path}';`).join('\n');
  const stdin = { contents, resolveDir: webFolder, loader: 'ts' };
  const { outputFiles } = await build({ stdin, bundle: true, format: 'esm', write: false, logLevel: 'silent' });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
