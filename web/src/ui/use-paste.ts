import { useEffect } from 'preact/hooks';
import type { FoundFiles } from '../screening/dropped-files';
import { pastedFiles } from '../screening/pasted-files';

/** Hands over what is pasted, save into a field. */
export function usePaste(onFiles: (files: Promise<FoundFiles>) => void): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const pasted = isForField(event.target) || !event.clipboardData ? null : pastedFiles(event.clipboardData);
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
