/** The page as one HTML file, opened from a disk; it stands in for served.ts there. */
export { NoUpdates as Updates } from '../offline/no-updates';
export { catalogues } from './embedded-catalogues';
export { embeddedParts as moduleParts } from './embedded-parts';
export { startEmbeddedWorker as startWorker } from './start-embedded-worker';
