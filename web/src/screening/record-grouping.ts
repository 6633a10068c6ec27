import type { RecordFiles } from 'leadwise';
import { type HeadedFile, copiedHead } from './file-heads';
import type { Failure } from './protocol';
import { haveSameBytes } from './same-bytes';
import type { ReadFile, SourceFile } from './source-file';

/** The files of one record, its own file (the .hea) first. */
export interface SourceRecord {
  name: string;
  /** The folder it was found in, '' for files opened by themselves. */
  folder: string;
  files: SourceFile[];
}

export interface Grouped {
  records: SourceRecord[];
  /** Names of which several files are there, so that it cannot be known which of them belong together. */
  problems: Failure[];
  /** Files opened before that are among the new ones again. */
  replaced: SourceFile[];
}

interface Given {
  /** The files of each record that was opened before and may lack some of those that are opened now. */
  lonely: HeadedFile[][];
  opened: HeadedFile[];
}

type Group = (heads: () => ReadFile[]) => Promise<RecordFiles[]>;

/** The files of one folder by their names; in what was found by a search, or in two folders of one name, there are several. */
type Copies = Map<string, HeadedFile[]>;
type Folders = Map<string, Copies>;

/** Finds which files belong together, folder by folder: a header names files that lie beside it. */
export async function groupByRecord({ lonely, opened }: Given, group: Group): Promise<Grouped> {
  const records: SourceRecord[] = [];
  const problems: Failure[] = [];
  const { joining, replaced } = await openedBefore(lonely, sorted(opened));
  for (const [folder, copies] of sorted([...joining, ...opened])) {
    const all = await recordsAmong(folder, firstOfEach(copies), group);
    const joined = new Set(all.filter(({ files }) => files.length > 1).flatMap(({ files }) => files.map(({ file }) => file.name)));
    const doubtful = await doubtfulNames(copies, joined);
    if (doubtful.size > 0) problems.push(ambiguous([...doubtful]));
    const certain = firstOfEach(copies).filter(({ source }) => !doubtful.has(source.file.name));
    records.push(...(doubtful.size > 0 ? await recordsAmong(folder, certain, group) : all));
    for (const [name, files] of copies) {
      // Of files that belong to others and are all the same, one is enough.
      const others = doubtful.has(name) ? files : joined.has(name) ? [] : files.slice(1);
      records.push(...others.map(({ source }) => ({ name, folder, files: [source] })));
    }
  }
  return { records, problems, replaced };
}

interface OpenedBefore {
  /** May be parts of what is opened now. */
  joining: HeadedFile[];
  /** Came again. */
  replaced: SourceFile[];
}

/**
 * One that merely bears a new file's name is another patient's, and so may be what lies in a folder or an archive of an
 * earlier opening: these stay as they are.
 */
async function openedBefore(lonely: HeadedFile[][], opened: Folders): Promise<OpenedBefore> {
  const [joining, replaced]: [HeadedFile[], SourceFile[]] = [[], []];
  for (const files of lonely) {
    const again = await Promise.all(files.map((file) => cameAgain(file, opened)));
    const mayJoin = opened.has('') && files.every(({ source }) => source.folder === '');
    if (again.includes('changed') || !(mayJoin || again.every((how) => how === 'same'))) continue;
    joining.push(...files.filter((_, index) => again[index] === 'not'));
    replaced.push(...files.filter((_, index) => again[index] === 'same').map(({ source }) => source));
  }
  return { joining, replaced };
}

async function cameAgain({ source }: HeadedFile, opened: Folders): Promise<'not' | 'same' | 'changed'> {
  const { folder, file } = source;
  const copies = opened.get(folder)?.get(file.name) ?? [];
  for (const copy of copies) {
    if (await haveSameBytes(copy.source.file, file)) return 'same';
  }
  return copies.length > 0 ? 'changed' : 'not';
}

async function recordsAmong(folder: string, members: HeadedFile[], group: Group): Promise<SourceRecord[]> {
  const found = members.length > 0 ? await group(() => members.map((member) => copiedHead(member))) : [];
  return found.map(({ name, parts }) => {
    const files = parts.map((part) => members[part]?.source).filter((source) => source !== undefined);
    return { name, folder, files };
  });
}

/** A header must never be read with the signal of another one: no part is taken of a name that stands for several files. */
async function doubtfulNames(copies: Copies, joined: Set<string>): Promise<Set<string>> {
  const doubtful = new Set<string>();
  for (const [name, [first, ...others]] of copies) {
    if (!first || !joined.has(name)) continue;
    for (const other of others) {
      if (!(await haveSameBytes(first.source.file, other.source.file))) doubtful.add(name);
    }
  }
  return doubtful;
}

function ambiguous(names: string[]): Failure {
  const [shown, more] = [names.slice(0, 4).join(', '), names.length > 4 ? ' and others' : ''];
  const message = `There are several different files of the name ${shown}${more}: which of them belong together cannot be known.`;
  return { code: 'AmbiguousFiles', message, offset: null };
}

function firstOfEach(copies: Copies): HeadedFile[] {
  return [...copies.values()].flatMap(([first]) => first ?? []);
}

function sorted(files: HeadedFile[]): Folders {
  const folders: Folders = new Map();
  for (const headed of files) {
    const { folder, file } = headed.source;
    const copies: Copies = folders.get(folder) ?? new Map();
    folders.set(folder, copies.set(file.name, [...(copies.get(file.name) ?? []), headed]));
  }
  return folders;
}
