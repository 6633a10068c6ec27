// The browser of the tests and of scripts/bench.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromiumPath, webFolder } from './built.mjs';

const { chromium } = createRequire(join(webFolder, 'package.json'))('playwright-core');
/**
 * Playwright's own list, which a second switch replaces, and the browser's bar for addresses: of Chromium's own windows
 * it is a page in itself, which cost every test more than half a second of computing and shows nothing here.
 */
const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'BoundaryEventDispatchTracksNodeRemoval',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'Translate',
  'RenderDocument',
  'OptimizationHints',
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
];
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${disabledFeatures.join(',')}`,
];

/** LEADWISE_TEST_SLOWDOWN_MS=150: the test waits before all that it does, and what only seldom is too late always is. */
const slowMo = Number(process.env.LEADWISE_TEST_SLOWDOWN_MS ?? 0);

export function launchChromium(...moreFlags) {
  return chromium.launch({ executablePath: chromiumPath, args: [...flags, ...moreFlags], slowMo });
}
