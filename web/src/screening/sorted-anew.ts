import type { Entry } from './entry';
import type { SourceRecord } from './record-grouping';
import type { FoundRecords } from './record-search';
import type { SourceFile } from './source-file';

/** What becomes of a list once more records were found: those that stay in it as they are, and those that are new. */
export interface SortedAnew {
  kept: Entry[];
  fresh: SourceRecord[];
}

/** A record that got parts, or came again, gives way; one that was closed meanwhile does not come back. */
export function sortedAnew(entries: readonly Entry[], { records, files, replaced }: FoundRecords): SortedAnew {
  const isNew = new Set(files);
  const listed = new Set(entries.flatMap((entry) => entry.files));
  const open = records.map((record) => withFiles(record, (file) => isNew.has(file) || listed.has(file)));
  const withNew = open.filter((record) => record.files.some((file) => isNew.has(file)));
  const taken = new Set([...replaced, ...withNew.flatMap((record) => record.files)]);
  const kept = entries.filter((entry) => !entry.files.some((file) => taken.has(file)));
  const keptFiles = new Set(kept.flatMap((entry) => entry.files));
  const fresh = open.filter((record) => record.files.length > 0 && !record.files.some((file) => keptFiles.has(file)));
  return { kept, fresh };
}

/** A record is named by the first of its files. */
function withFiles(record: SourceRecord, isThere: (file: SourceFile) => boolean): SourceRecord {
  const files = record.files.filter(isThere);
  const name = files[0] === record.files[0] ? record.name : (files[0]?.file.name ?? record.name);
  return { ...record, name, files };
}
