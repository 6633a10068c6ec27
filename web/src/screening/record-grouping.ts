import type { RecordFiles } from 'leadwise';
import { type ReadFile, type SourceFile, readBytes } from './source-file';

/** The files of one record, its own file (the .hea) first. */
export interface SourceRecord {
  name: string;
  /** The folder it was found in, '' for files opened by themselves. */
  folder: string;
  files: SourceFile[];
}

/** Files name each other in their first lines, so grouping needs no more than the start of each. */
const headBytes = 64 * 1024;

type Group = (files: ReadFile[]) => Promise<RecordFiles[]>;

/** Finds which files belong together, folder by folder: a header names files that lie beside it. */
export async function groupByRecord(files: SourceFile[], group: Group): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for (const [folder, members] of byFolder(files)) {
    const heads = await Promise.all(members.map(headOf));
    for (const { name, parts } of await group(heads)) {
      const recordFiles = parts.map((part) => members[part]).filter((member) => member !== undefined);
      records.push({ name, folder, files: recordFiles });
    }
  }
  return records;
}

async function headOf({ file }: SourceFile): Promise<ReadFile> {
  return { name: file.name, bytes: await readBytes(file.slice(0, headBytes), file.name) };
}

/** Of files with one name in one folder the one opened last counts. */
function byFolder(files: SourceFile[]): Map<string, SourceFile[]> {
  const folders = new Map<string, Map<string, SourceFile>>();
  for (const source of files) {
    const members = folders.get(source.folder) ?? new Map<string, SourceFile>();
    folders.set(source.folder, members.set(source.file.name, source));
  }
  return new Map([...folders].map(([folder, members]) => [folder, [...members.values()]]));
}
