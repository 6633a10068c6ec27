import { limits, type OutputFile } from 'leadwise';
import { CallFailed, failureFrom } from './failure';
import type { Failure } from './protocol';
import { type ReadFile, type SourceFile, readBytes, readFile } from './source-file';

/** What the worker is asked about archives. */
export interface ArchiveCalls {
  areArchives: (heads: ReadFile[]) => Promise<boolean[]>;
  unpack: (archive: ReadFile) => Promise<OutputFile[]>;
}

export interface Unpacked {
  files: SourceFile[];
  /** The last archive that could not be unpacked, and why. */
  problem: Failure | null;
}

/** Replaces every gzip or zip archive among the files by what it holds: a folder of its own. */
export async function withoutArchives(files: SourceFile[], calls: ArchiveCalls): Promise<Unpacked> {
  const unpacked: Unpacked = { files: [], problem: null };
  for (const source of files) {
    try {
      unpacked.files.push(...((await isArchive(source, calls)) ? await contentsOf(source, calls) : [source]));
    } catch (rejection) {
      const failure = failureFrom(rejection);
      unpacked.problem = { ...failure, message: `${source.file.name}: ${failure.message}` };
    }
  }
  return unpacked;
}

async function isArchive({ file }: SourceFile, calls: ArchiveCalls): Promise<boolean> {
  const bytes = await readBytes(file.slice(0, limits.group_head_bytes), file.name);
  return (await calls.areArchives([{ name: file.name, bytes }]))[0] ?? false;
}

async function contentsOf({ folder, file }: SourceFile, calls: ArchiveCalls): Promise<SourceFile[]> {
  const contents = await calls.unpack(await readFile(file));
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
