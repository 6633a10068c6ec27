import { lookThrough, type ArchiveCalls, type OnLooked } from './archives';
import type { Prepared, ScreeningClient } from './client';
import { withHead } from './file-heads';
import type { Failure } from './protocol';
import { groupByRecord, type SourceRecord } from './record-grouping';
import { type ReadFile, type SourceFile, buffersOf, readFile } from './source-file';

interface Search {
  opened: SourceFile[];
  /** Records opened before, which may lack some of these. */
  lonely: readonly SourceRecord[];
  onLooked: OnLooked;
}

export interface FoundRecords {
  records: SourceRecord[];
  /** The files that are new, those from archives among them. */
  files: SourceFile[];
  problems: Failure[];
  /** Files opened before that are among the new ones again. */
  replaced: SourceFile[];
}

/** A large archive fills the module's memory, which would stay as large. */
const manyBytes = 32 * 1024 * 1024;

/** Finds the records among files and archives of them. Rejects with CallFailed, or with what `onLooked` throws. */
export async function findRecords(
  client: ScreeningClient,
  { opened, lonely, onLooked }: Search,
): Promise<FoundRecords> {
  const { files, problems } = await lookThrough(opened, archiveCalls(client), onLooked);
  const again = await Promise.all(lonely.map((record) => Promise.all(record.files.map(withHead))));
  const grouped = await groupByRecord({ lonely: again, opened: files }, (heads) => client.ask('group', () => moving(heads())));
  return {
    records: grouped.records,
    files: files.map(({ source }) => source),
    problems: [...problems, ...grouped.problems],
    replaced: grouped.replaced,
  };
}

function archiveCalls(client: ScreeningClient): ArchiveCalls {
  return {
    areArchives: (heads) => client.ask('areArchives', () => moving(heads())),
    unpack: async (file) => {
      const contents = await client.ask('unpack', async () => {
        const archive = await readFile(file);
        return { input: { archive }, moved: [archive.bytes] };
      });
      if (contents.reduce((sum, { bytes }) => sum + bytes.length, 0) > manyBytes) client.renew();
      return contents;
    },
  };
}

function moving(files: ReadFile[]): Prepared<'group'> & Prepared<'areArchives'> {
  return { input: { files }, moved: buffersOf(files) };
}
