import type { OutputFile } from 'leadwise';
import { CallFailed, failureOf } from './failure';
import { type HeadedFile, copiedHead, readAtOnce, withHead } from './file-heads';
import type { Failure } from './protocol';
import type { ReadFile, SourceFile } from './source-file';

/** What the worker is asked about archives. */
export interface ArchiveCalls {
  areArchives: (heads: () => ReadFile[]) => Promise<boolean[]>;
  unpack: (archive: File) => Promise<OutputFile[]>;
}

export interface LookedThrough {
  files: HeadedFile[];
  /** The archives that could not be unpacked, and why. */
  problems: Failure[];
}

/** Told after every few files; throws where the looking shall end. */
export type OnLooked = (count: number) => void;

/** An archive shows itself in its first bytes. */
const archiveHeadBytes = 1024;

/** Looks at the beginning of every file, and replaces every gzip or zip archive by what it holds: a folder of its own. */
export async function lookThrough(files: SourceFile[], calls: ArchiveCalls, onLooked: OnLooked): Promise<LookedThrough> {
  const looked: LookedThrough = { files: [], problems: [] };
  for (let from = 0; from < files.length; from += readAtOnce) {
    onLooked(from);
    const headed = await Promise.all(files.slice(from, from + readAtOnce).map(withHead));
    const archives = await calls.areArchives(() => headed.map((file) => copiedHead(file, archiveHeadBytes)));
    for (const [index, file] of headed.entries()) {
      if (archives[index]) await addContents(file.source, calls, looked);
      else looked.files.push(file);
    }
  }
  return looked;
}

async function addContents(source: SourceFile, calls: ArchiveCalls, looked: LookedThrough): Promise<void> {
  try {
    for (const inner of await contentsOf(source, calls)) looked.files.push(await withHead(inner));
  } catch (rejection) {
    const failure = failureOf(rejection);
    looked.problems.push({ ...failure, message: `${source.file.name}: ${failure.message}` });
  }
}

async function contentsOf({ folder, file }: SourceFile, calls: ArchiveCalls): Promise<SourceFile[]> {
  const contents = await calls.unpack(file);
  if (contents.length === 0) {
    throw new CallFailed({ code: 'UnknownFormat', message: 'the archive is empty.', offset: null });
  }
  // One file is opened as if it lay where the archive lies; a missing other part may lie there too.
  const inside = contents.length === 1 ? folder : joined(folder, file.name);
  return contents.map(({ name, bytes }) => {
    const slash = name.lastIndexOf('/');
    const path = joined(inside, name.slice(0, Math.max(0, slash)));
    return { folder: path, file: new File([new Uint8Array(bytes)], name.slice(slash + 1)) };
  });
}

function joined(folder: string, below: string): string {
  return folder && below ? `${folder}/${below}` : folder || below;
}
