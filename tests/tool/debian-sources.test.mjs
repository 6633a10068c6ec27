// Where scripts/setup takes Debian's source packages from.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { folder } from './tool.mjs';

const library = fileURLToPath(new URL('../../scripts/lib/debian_sources.sh', import.meta.url));

const docker = `Types: deb
URIs: https://download.docker.com/linux/debian
Suites: bookworm
Components: stable
Signed-By: /etc/apt/keyrings/docker.asc
`;
const browser = docker.replace('bookworm', 'stable').replace('Components: stable', 'Components: main').replace('docker.com', 'browser');
const hashicorp = 'deb [arch=amd64 signed-by=/usr/share/keyrings/hashicorp.gpg] https://apt.releases.hashicorp.com bookworm main\n';
const list = `# what the installer wrote
deb http://mirror/debian/ bookworm main non-free-firmware
deb http://mirror/debian-security bookworm-security main
`;
const sources = `Types: deb deb-src
URIs: http://mirror/debian
Suites: trixie trixie-updates
Components: main
Signed-By: /usr/share/keyrings/debian.pgp

Types: deb
URIs: http://mirror/debian-security
Suites: trixie-security
Components: main
`;

/** The address that is found where apt's folder holds these files; with its key where the entry names one. */
function debianEntry(t, files) {
  const apt = folder(t);
  mkdirSync(join(apt, 'sources.list.d'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(apt, name), text);
  const script = '. "$1"; apt_folder=$2; find_debian_entry && echo "$debian_uri $debian_key"';
  const { stdout } = spawnSync('bash', ['-c', script, 'bash', library, apt], { encoding: 'utf8' });
  return stdout.trim().replace(/ .*debian-archive-keyring.gpg$/, '');
}

test('the entry of Debian itself is found beside those of others for the same suite', (t) => {
  const others = { 'sources.list.d/docker.sources': docker, 'sources.list.d/browser.sources': browser,
    'sources.list.d/aaa.list': hashicorp };
  assert.equal(debianEntry(t, { ...others, 'sources.list': list }), 'http://mirror/debian/');
  const found = debianEntry(t, { ...others, 'sources.list.d/debian.sources': sources });
  assert.equal(found, 'http://mirror/debian /usr/share/keyrings/debian.pgp');
  assert.equal(debianEntry(t, { 'sources.list.d/docker.sources': docker, 'sources.list.d/z.list': list }), 'http://mirror/debian/');
  assert.equal(debianEntry(t, { 'sources.list.d/docker.sources': docker }), '');
});
