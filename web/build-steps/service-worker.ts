import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin, type Rollup } from 'vite';

interface PrecachedFile {
  path: string;
  sha256: string;
}

/** Adds sw.js, which knows every file of the built site by its hash. */
export function serviceWorker(entry: string): Plugin {
  let folder = '';
  return {
    name: 'service-worker',
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      folder = config.build.outDir;
    },
    async writeBundle() {
      writeFileSync(join(folder, 'sw.js'), await bundled(entry, filesBelow(folder)));
    },
  };
}

function filesBelow(folder: string): PrecachedFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((found) => found.isFile())
    .map((found) => join(found.parentPath ?? found.path, found.name))
    .map((file) => ({ path: addressOf(relative(folder, file)), sha256: sha256(readFileSync(file)) }))
    .sort((a, b) => a.path.localeCompare(b.path));
}

/** The page is asked for by its folder's address. */
function addressOf(path: string): string {
  return path === 'index.html' ? '' : path.split(sep).join('/');
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function bundled(entry: string, files: PrecachedFile[]): Promise<string> {
  const list = JSON.stringify(files);
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [givenModule('precached-files', `export const version = '${sha256(list)}'; export const files = ${list};`)],
    build: {
      write: false,
      target: 'es2022',
      rollupOptions: { input: entry, output: { format: 'iife' } },
    },
  });
  const [script] = (built as Rollup.RollupOutput).output;
  return script.code;
}

function givenModule(name: string, code: string): Plugin {
  return {
    name: `given-${name}`,
    resolveId: (source) => (source === name ? `\0${name}` : null),
    load: (id) => (id === `\0${name}` ? code : null),
  };
}
