import type { SourceFile } from './source-file';

/** The files that were dropped, those inside dropped folders included. Must be called within the drop event. */
export async function droppedFiles(transfer: DataTransfer): Promise<SourceFile[]> {
  // The transfer is emptied when the event ends, so all entries are taken before anything is awaited.
  const found = await Promise.all([...transfer.items].map(filesOfItem));
  return found.flat();
}

function filesOfItem(item: DataTransferItem): Promise<SourceFile[]> | SourceFile[] {
  const entry = item.webkitGetAsEntry();
  if (entry) return filesBelow(entry, '');
  // What other programs offer for dropping, an attachment for example, may have no entry.
  const file = item.getAsFile();
  return file ? [{ folder: '', file }] : [];
}

async function filesBelow(entry: FileSystemEntry, folder: string): Promise<SourceFile[]> {
  if (entry.isFile) return [{ folder, file: await fileOf(entry as FileSystemFileEntry) }];
  const path = folder ? `${folder}/${entry.name}` : entry.name;
  const children = await childrenOf(entry as FileSystemDirectoryEntry);
  const found = await Promise.all(children.map((child) => filesBelow(child, path)));
  return found.flat();
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
