import type { RecordFiles } from 'leadwise';
import { type HeadedFile, copiedHead } from './file-heads';
import type { ReadFile, SourceFile } from './source-file';

/** The files of one record, its own file (the .hea) first. */
export interface SourceRecord {
  name: string;
  /** The folder it was found in, '' for files opened by themselves. */
  folder: string;
  files: SourceFile[];
}

type Group = (heads: () => ReadFile[]) => Promise<RecordFiles[]>;

/** Finds which files belong together, folder by folder: a header names files that lie beside it. */
export async function groupByRecord(files: HeadedFile[], group: Group): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for (const [folder, members] of byFolder(files)) {
    for (const { name, parts } of await group(() => members.map((member) => copiedHead(member)))) {
      const recordFiles = parts.map((part) => members[part]?.source).filter((source) => source !== undefined);
      records.push({ name, folder, files: recordFiles });
    }
  }
  return records;
}

/** Of files with one name in one folder the one opened last counts. */
function byFolder(files: HeadedFile[]): Map<string, HeadedFile[]> {
  const folders = new Map<string, Map<string, HeadedFile>>();
  for (const headed of files) {
    const { folder, file } = headed.source;
    const members = folders.get(folder) ?? new Map<string, HeadedFile>();
    folders.set(folder, members.set(file.name, headed));
  }
  return new Map([...folders].map(([folder, members]) => [folder, [...members.values()]]));
}
