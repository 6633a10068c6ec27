import { limits } from 'leadwise';
import { CallFailed } from './failure';

/** A file that was opened, and the folder it came from ('' where it was chosen by itself). */
export interface SourceFile {
  folder: string;
  file: File;
  /** Set where another app or website handed it over, and nobody chose it on this page. */
  shared?: true;
}

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
  // Refused before it is read: the module would refuse it as well.
  if (file.size > limits.record_bytes) {
    const message = `${name} has ${file.size} bytes; at most ${limits.record_bytes} are read.`;
    throw new CallFailed({ code: 'TooLarge', message, offset: null });
  }
  try {
    return await file.arrayBuffer();
  } catch (error) {
    const message = `The browser could not read ${name}: ${String(error)}`;
    throw new CallFailed({ code: 'FileNotReadable', message, offset: null });
  }
}

export function sourceFilesOf(list: Iterable<File>): SourceFile[] {
  return [...list].map((file) => ({ folder: parentOf(file.webkitRelativePath), file }));
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
