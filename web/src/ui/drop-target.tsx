import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { say } from '../languages/translation';
import { droppedFiles, type FoundFiles } from '../screening/dropped-files';
import './drop-target.css';

interface Props {
  onFiles: (files: Promise<FoundFiles>) => void;
  children: ComponentChildren;
}

/** The whole window takes dropped files and folders. */
export function DropTarget({ onFiles, children }: Props) {
  const over = useDrop(onFiles);
  return (
    <>
      {children}
      {over && (
        <div class="drop-veil" aria-hidden="true">
          <p>{say('drop-target.drop')}</p>
        </div>
      )}
    </>
  );
}

/** Whether files hover over the window. */
function useDrop(onFiles: Props['onFiles']): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', act: (event: DragEvent) => void) =>
      window.addEventListener(type, act, { signal: stop.signal });
    listen('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    });
    // Only leaving the window itself has no element that is entered instead.
    listen('dragleave', (event) => event.relatedTarget === null && setOver(false));
    listen('drop', (event) => {
      event.preventDefault();
      setOver(false);
      // Dragged text or a picture of this page itself is no file.
      if (event.dataTransfer?.types.includes('Files')) onFiles(droppedFiles(event.dataTransfer));
    });
    return () => stop.abort();
  }, []);
  return over;
}
