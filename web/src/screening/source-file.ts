import { CallFailed } from './failure';

/** A file that was opened, and the folder it came from ('' where it was chosen by itself). */
export interface SourceFile {
  folder: string;
  file: File;
}

/** Larger files are refused before they are read: they would not fit into the module's memory. */
export const largestFileBytes = 256 * 2 ** 20;

/** A file's bytes in a buffer of their own, so that it can be moved to the worker. */
export interface ReadFile {
  name: string;
  bytes: ArrayBuffer;
}

export async function readFile(file: File): Promise<ReadFile> {
  return { name: file.name, bytes: await readBytes(file, file.name) };
}

/** The buffers to be moved with a call. */
export function buffersOf(files: ReadFile[]): ArrayBuffer[] {
  return files.map(({ bytes }) => bytes);
}

export async function readBytes(file: Blob, name: string): Promise<ArrayBuffer> {
  if (file.size > largestFileBytes) {
    const message = `${name} has ${file.size} bytes; at most ${largestFileBytes} are read.`;
    throw new CallFailed({ code: 'TooLarge', message, offset: null });
  }
  try {
    return await file.arrayBuffer();
  } catch (error) {
    const message = `The browser could not read ${name}: ${String(error)}`;
    throw new CallFailed({ code: 'FileNotReadable', message, offset: null });
  }
}

export function sourceFilesOf(list: FileList): SourceFile[] {
  return [...list].map((file) => ({ folder: parentOf(file.webkitRelativePath), file }));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
