import type { FoundFiles } from './dropped-files';
import { sourceFilesOf } from './source-file';

/** Of browsers that know file handlers; not yet among TypeScript's own types. */
interface LaunchQueue {
  setConsumer(consume: (launch: { files: readonly LaunchedFile[] }) => void): void;
}

interface LaunchedFile {
  name: string;
  getFile(): Promise<File>;
}

/** Takes the files with which the installed page is started from the system's file manager (`file_handlers`). */
export function takeLaunchedFiles(open: (files: Promise<FoundFiles>) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(({ files }) => {
    if (files.length > 0) open(handedOver(files));
  });
}

/** One that cannot be had any more is named, and stops none of the others. */
async function handedOver(launched: readonly LaunchedFile[]): Promise<FoundFiles> {
  const asked = await Promise.all(launched.map((file) => file.getFile().catch(() => null)));
  return {
    files: sourceFilesOf(asked.filter((file) => file !== null)),
    unreadable: launched.filter((_, index) => asked[index] === null).map(({ name }) => name),
  };
}
