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
      if (archives[index]) await addContents(file, calls, looked);
      else looked.files.push(file);
    }
  }
  return looked;
}

async function addContents(archive: HeadedFile, calls: ArchiveCalls, looked: LookedThrough): Promise<void> {
  const { file } = archive.source;
  try {
    const contents = await calls.unpack(file);
    // The core says of a document what it is and what to do with it; of its parts nobody could.
    if (isDocument(contents)) return void looked.files.push(archive);
    for (const inner of filesIn(archive, contents)) looked.files.push(await withHead(inner));
  } catch (rejection) {
    const failure = failureOf(rejection);
    looked.problems.push({ ...failure, message: `${file.name}: ${failure.message}` });
  }
}

/** A workbook, a text or slides, of Microsoft's or OpenDocument's make: each is a zip with a mark at its root. */
function isDocument(contents: OutputFile[]): boolean {
  const has = (mark: RegExp) => contents.some(({ name }) => mark.test(name));
  return (has(/^\[Content_Types\]\.xml$/) && has(/^(xl|word|ppt)\//)) || (has(/^mimetype$/) && has(/^content\.xml$/));
}

function filesIn({ source, head }: HeadedFile, contents: OutputFile[]): SourceFile[] {
  if (contents.length === 0) {
    throw new CallFailed({ code: 'UnknownFormat', message: 'the archive is empty.', offset: null });
  }
  const { folder, file } = source;
  const inside = liesBeside(head, contents) ? folder : joined(folder, file.name);
  return contents.map(({ name, bytes }) => {
    const slash = name.lastIndexOf('/');
    const path = joined(inside, name.slice(0, Math.max(0, slash)));
    return { ...source, folder: path, file: new File([new Uint8Array(bytes)], name.slice(slash + 1)) };
  });
}

/**
 * One file is opened as if it lay where the archive lies where the archive's name tells nothing more (gzip), or where a
 * missing other part may lie there too. Of other zips the name may be all that tells one patient's "ECG.xml" from
 * another's.
 */
function liesBeside([firstByte]: Uint8Array, contents: OutputFile[]): boolean {
  const isGzip = firstByte === 0x1f;
  return contents.length === 1 && (isGzip || /\.(hea|dat)$/i.test(contents[0]?.name ?? ''));
}

function joined(folder: string, below: string): string {
  return folder && below ? `${folder}/${below}` : folder || below;
}
