/** The page as files on a web server. */
export { ServiceWorkerUpdates as Updates } from '../offline/service-worker-updates';
export { catalogues } from './fetched-catalogues';
export { startServedWorker as startWorker } from './start-served-worker';

/** The module fetches its own parts from beside it. */
export const moduleParts = () => ({});
