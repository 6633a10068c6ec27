import type { Entry } from '../screening/session';

/**
 * What is shown of the folder of each record, by its id: its last part, and where rows would be alike for that so much more
 * of the path as tells them apart ("P1/ST1/SE1" of media that name every file IM1).
 */
export function tellingFolders(entries: readonly Entry[]): Map<number, string> {
  const folders = new Map<number, string>();
  let alike: Iterable<Entry[]> = [[...entries]];
  for (let parts = 1; ; ++parts) {
    const next: Entry[][] = [];
    for (const group of alike) {
      for (const rows of rowsByText(group, parts)) {
        for (const { id, folder } of rows) folders.set(id, endOf(folder, parts));
        if (rows.length > 1 && rows.some(({ folder }) => endOf(folder, parts) !== folder)) next.push(rows);
      }
    }
    if (next.length === 0) return folders;
    alike = next;
  }
}

function rowsByText(entries: readonly Entry[], parts: number): Iterable<Entry[]> {
  const rows = new Map<string, Entry[]>();
  for (const entry of entries) {
    const text = `${entry.name}\n${endOf(entry.folder, parts)}`;
    const same = rows.get(text);
    if (same) same.push(entry);
    else rows.set(text, [entry]);
  }
  return rows.values();
}

function endOf(folder: string, parts: number): string {
  return folder.split('/').slice(-parts).join('/');
}
