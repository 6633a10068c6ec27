import { limits } from 'leadwise';
import { type ReadFile, type SourceFile, readBytes } from './source-file';

/** A file and the beginning of what it holds. */
export interface HeadedFile {
  source: SourceFile;
  head: Uint8Array<ArrayBuffer>;
}

/**
 * Only a header names other files, and it is a short text; of anything else these bytes tell what it is. So the heads of
 * a folder of thousands take little memory.
 */
const headBytes = 1024;
const longestHeaderBytes = 64 * 1024;

/** So that a folder of a hundred thousand files does not open them all at once. */
export const readAtOnce = 64;

export async function withHead(source: SourceFile): Promise<HeadedFile> {
  return { source, head: await headOf(source.file) };
}

/** Empty where the file cannot be read: that is said when it is its turn to be read, and stops no other. */
async function headOf(file: File): Promise<Uint8Array<ArrayBuffer>> {
  const wanted = file.size > longestHeaderBytes ? headBytes : limits.group_head_bytes;
  const bytes = await readBytes(file.slice(0, wanted), file.name).catch(() => new ArrayBuffer(0));
  const head = new Uint8Array(bytes);
  return head.subarray(0, headBytes).includes(0) ? head.slice(0, headBytes) : head;
}

/** A copy to be moved to the worker; of the whole head or of so much of it. */
export function copiedHead({ source, head }: HeadedFile, most = head.length): ReadFile {
  return { name: source.file.name, bytes: head.slice(0, most).buffer };
}
