import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BuildIdentity } from './src/report/build-identity';

/** Equal sources and equal versions of libraries give equal identities, on every machine. */
export function buildIdentityOf(webFolder: string, moduleFolder: string): BuildIdentity {
  const sources = ['src', 'public', 'index.html', 'package-lock.json', 'vite.config.ts', 'content-security-policy.ts'];
  const page = sources.flatMap((name) => filesBelow(join(webFolder, name))).map((path) => digest(path, webFolder));
  const glue = readdirSync(moduleFolder)
    .filter((name) => name.endsWith('.js'))
    .sort();
  return {
    version: JSON.parse(readFileSync(join(moduleFolder, 'package.json'), 'utf8')).version,
    core_sha256: sha256(readFileSync(join(moduleFolder, 'leadwise.wasm'))),
    page_sha256: sha256([...page, ...glue.map((name) => digest(join(moduleFolder, name), moduleFolder))].join('\n')),
  };
}

/** A file itself, or all files of a folder, in one order everywhere. */
function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function digest(path: string, folder: string): string {
  return `${sha256(readFileSync(path))}  ${relative(folder, path)}`;
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
