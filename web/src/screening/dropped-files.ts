import type { Failure } from './protocol';
import type { SourceFile } from './source-file';

/** The files below what was dropped, and the names of those that the browser did not hand over. */
export interface FoundFiles {
  files: SourceFile[];
  unreadable: string[];
  /** Why some were put aside. */
  refused?: Failure[];
}

/**
 * The files that were dropped or pasted, those inside folders included. Must be called within the event: the transfer is
 * emptied when it ends, so all entries are taken before anything is awaited.
 */
export function droppedFiles(transfer: DataTransfer): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], unreadable: [] };
  const entries: FileSystemEntry[] = [];
  for (const item of transfer.items) {
    const entry = item.webkitGetAsEntry();
    // Files without their entries: Chromium hands over none of these to a page that was opened from a disk, and what other
    // programs offer for dropping, an attachment for example, may have none.
    const file = entry?.isDirectory ? null : item.getAsFile();
    if (file) found.files.push({ folder: '', file });
    else if (entry) entries.push(entry);
  }
  return addAll(entries, '', found).then(() => found);
}

async function addAll(entries: FileSystemEntry[], folder: string, found: FoundFiles): Promise<void> {
  for (const entry of entries) {
    try {
      await add(entry, folder, found);
    } catch {
      found.unreadable.push(entry.name);
    }
  }
}

async function add(entry: FileSystemEntry, folder: string, found: FoundFiles): Promise<void> {
  if (entry.isFile) {
    found.files.push({ folder, file: await fileOf(entry as FileSystemFileEntry) });
  } else {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    await addAll(await childrenOf(entry as FileSystemDirectoryEntry), path, found);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

async function childrenOf(directory: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = directory.createReader();
  const children: FileSystemEntry[] = [];
  // A reader gives about a hundred entries at a time, and none at the end.
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (batch.length === 0) return children.sort((a, b) => a.name.localeCompare(b.name));
    children.push(...batch);
  }
}
