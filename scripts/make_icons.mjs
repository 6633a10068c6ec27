#!/usr/bin/env node
// Draws web/public/icons/*.png from web/public/favicon.svg with Chromium. Needs the npm packages of web/.
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../web/', import.meta.url));
const { chromium } = createRequire(`${web}package.json`)('playwright-core');
const drawing = await readFile(`${web}public/favicon.svg`, 'utf8');
const square = drawing.replace(/ rx="7"/, '');

/** Systems cut maskable icons to shapes of their own: the drawing keeps to the inner four fifths. */
const icons = [
  { name: 'icon-192', size: 192, svg: drawing, inner: 1 },
  { name: 'icon-512', size: 512, svg: drawing, inner: 1 },
  { name: 'maskable-512', size: 512, svg: square, inner: 0.8 },
  { name: 'apple-touch-180', size: 180, svg: square, inner: 1 },
];

const browser = await chromium.launch({
  executablePath: process.env.LEADWISE_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
await mkdir(`${web}public/icons`, { recursive: true });
for (const { name, size, svg, inner } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const background = inner < 1 ? 'background:#17557a' : '';
  await page.setContent(
    `<body style="margin:0;${background};display:grid;place-content:center;height:${size}px">` +
      `<div style="width:${size * inner}px;line-height:0">${svg}</div></body>`,
  );
  await page.screenshot({ path: `${web}public/icons/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
