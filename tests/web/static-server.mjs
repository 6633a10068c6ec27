// The dumbest of web servers: files below a sub-path, no header that protects or caches anything. What the page promises
// must hold on any static host.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { siteFolder } from './built.mjs';

const subPath = '/some/folder/';
const types = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/**
 * Serves the built site until closed. `refuses` tells the paths that are answered with 404, `change` makes other bytes of
 * a file's, by its path in the site; both can be replaced while it serves. `asked` lists what was asked for.
 */
export async function serveSite(refuses = () => false, change = (_, bytes) => bytes) {
  const site = { refuses, change, asked: [] };
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    site.asked.push(path);
    const inside = path.startsWith(subPath) && !site.refuses(path);
    const file = path.endsWith('/') ? 'index.html' : path.slice(subPath.length);
    const bytes = inside ? await readFile(join(siteFolder, file)).catch(() => null) : null;
    if (!bytes) return response.writeHead(404).end();
    const type = types[extname(file)] ?? 'application/octet-stream';
    return response.writeHead(200, { 'Content-Type': type }).end(await site.change(file, bytes));
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.close();
    server.closeAllConnections?.();
  };
  return Object.assign(site, { origin, url: `${origin}${subPath}`, close });
}
