import { useEffect } from 'preact/hooks';
import { droppedFiles, type FoundFiles } from '../screening/dropped-files';

/** Hands over what is pasted: files and folders, or a text of several lines as a file of its own. */
export function usePaste(onFiles: (files: Promise<FoundFiles>) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const pasted = isForField(event.target) ? null : filesOf(event.clipboardData);
      if (!pasted) return;
      event.preventDefault();
      onFiles(pasted);
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}

function isForField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=file]), select, textarea') !== null;
}

function filesOf(clipboard: DataTransfer | null): Promise<FoundFiles> | null {
  if (!clipboard) return null;
  if (clipboard.types.includes('Files')) return droppedFiles(clipboard);
  const text = clipboard.getData('text/plain');
  return text.trim().includes('\n') ? Promise.resolve(asFile(text)) : null;
}

/** Its name says where it came from; what it holds is told by its content, as of any file. */
function asFile(text: string): FoundFiles {
  return { files: [{ folder: '', file: new File([text], 'pasted text') }], unreadable: [] };
}
