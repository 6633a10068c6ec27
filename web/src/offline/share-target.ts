/** What page, service worker and manifest (`share_target`) agree on for files that another app shares. */

/** Where the system posts them, below the page's folder. */
export const shareAddress = 'share';
/** The form's field that holds them. */
export const shareField = 'files';
/** In the page's address, with the share's own number: files wait for it. */
export const shareMark = 'shared';
/** What the page asks the service worker with that number (`{ request, id }`), which answers through the port that comes with it. */
export const shareRequest = 'shared files';
