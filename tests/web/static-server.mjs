// The dumbest of web servers: files below a sub-path, no header that protects anything. What the page promises must
// hold on any static host.
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

/** Serves the built site until closed. `refuses` tells the paths that are answered with 404. */
export async function serveSite(refuses = () => false) {
  const server = createServer(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://localhost').pathname);
    const inside = path.startsWith(subPath) && !refuses(path);
    const file = join(siteFolder, path.endsWith('/') ? 'index.html' : path.slice(subPath.length));
    const bytes = inside ? await readFile(file).catch(() => null) : null;
    if (!bytes) return response.writeHead(404).end();
    return response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes);
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: `${origin}${subPath}`, close: () => server.close() };
}
