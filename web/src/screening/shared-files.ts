import { shareMark, shareRequest } from '../offline/share-target';
import type { FoundFiles } from './dropped-files';
import { withoutWeights } from '../weights/weight-files';
import { CallFailed } from './failure';
import type { Failure } from './protocol';
import { sourceFilesOf } from './source-file';

const patienceMs = 10_000;

/** Takes the files that another app shared with the installed page, where it was opened for them. */
export function takeSharedFiles(open: (files: Promise<FoundFiles>) => void): void {
  const address = new URL(location.href);
  const id = address.searchParams.get(shareMark);
  if (id === null) return;
  address.searchParams.delete(shareMark);
  // The files are handed over once: the page drawn anew must not ask again.
  history.replaceState(null, '', address);
  open(handedOver(id));
}

async function handedOver(id: string): Promise<FoundFiles> {
  const files = await Promise.race([askServiceWorker(id), nothingAfter(patienceMs)]);
  if (files.length === 0) throw nothingCame();
  // Any website can post files as apps do: it stays with them that they were shared, and weights are chosen on this page.
  const { weights, others } = withoutWeights(sourceFilesOf(files).map((source) => ({ ...source, shared: true })));
  return { files: others, unreadable: [], refused: weights.map(sharedWeights) };
}

function sharedWeights({ name }: File): Failure {
  return { code: 'SharedWeights', message: `${name} was shared, and is not used.`, offset: null };
}

function askServiceWorker(id: string): Promise<File[]> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<File[]>((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  navigator.serviceWorker?.controller?.postMessage({ request: shareRequest, id }, [port2]);
  return answer;
}

function nothingAfter(milliseconds: number): Promise<File[]> {
  return new Promise((resolve) => setTimeout(() => resolve([]), milliseconds));
}

function nothingCame(): CallFailed {
  const message = 'The shared files did not arrive. Share them again, or choose them here.';
  return new CallFailed({ code: 'FileNotReadable', message, offset: null });
}
