import { limits, type RecordFiles } from 'leadwise';
import { type ReadFile, type SourceFile, readBytes } from './source-file';

/** The files of one record, its own file (the .hea) first. */
export interface SourceRecord {
  name: string;
  /** The folder it was found in, '' for files opened by themselves. */
  folder: string;
  files: SourceFile[];
}

/** So that a folder of a hundred thousand files does not open them all at once. */
const readAtOnce = 64;

type Group = (files: ReadFile[]) => Promise<RecordFiles[]>;

/** Finds which files belong together, folder by folder: a header names files that lie beside it. */
export async function groupByRecord(files: SourceFile[], group: Group): Promise<SourceRecord[]> {
  const records: SourceRecord[] = [];
  for (const [folder, members] of byFolder(files)) {
    const heads = await headsOf(members);
    for (const { name, parts } of await group(heads)) {
      const recordFiles = parts.map((part) => members[part]).filter((member) => member !== undefined);
      records.push({ name, folder, files: recordFiles });
    }
  }
  return records;
}

async function headsOf(files: SourceFile[]): Promise<ReadFile[]> {
  const heads: ReadFile[] = [];
  for (let from = 0; from < files.length; from += readAtOnce) {
    heads.push(...(await Promise.all(files.slice(from, from + readAtOnce).map(headOf))));
  }
  return heads;
}

/** Files name each other in their first lines, so grouping needs no more than the start of each. */
async function headOf({ file }: SourceFile): Promise<ReadFile> {
  return { name: file.name, bytes: await readBytes(file.slice(0, limits.group_head_bytes), file.name) };
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
