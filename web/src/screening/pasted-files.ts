import { droppedFiles, type FoundFiles } from './dropped-files';

/** What a paste holds: files and folders, or a text of several lines as a file of its own; null where it is neither. */
export function pastedFiles(clipboard: DataTransfer): Promise<FoundFiles> | null {
  const text = clipboard.getData('text/plain');
  const isTable = text.trim().includes('\n');
  if (clipboard.types.includes('Files') && !(isTable && holdsPicturesAlone(clipboard))) return droppedFiles(clipboard);
  return isTable ? Promise.resolve(asFile(text)) : null;
}

/** Spreadsheets put a picture of the copied cells beside their text; file managers put the names of copied files there. */
function holdsPicturesAlone({ files }: DataTransfer): boolean {
  return files.length > 0 && [...files].every(({ type }) => type.startsWith('image/'));
}

/** Its name says where it came from; what it holds is told by its content, as of any file. */
function asFile(text: string): FoundFiles {
  return { files: [{ folder: '', file: new File([text], 'pasted text') }], unreadable: [] };
}
