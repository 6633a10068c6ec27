import { useRef } from 'preact/hooks';
import './file-button.css';

interface Props {
  title: string;
  /** Chooses a folder with all that is below it instead of files. */
  folder?: boolean;
  main?: boolean;
  onFiles: (files: FileList) => void;
}

/** Opens the system's own chooser; on a phone that is its Files app. */
export function FileButton({ title, folder = false, main = false, onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const open = () => {
    if (!input.current?.files?.length) return;
    onFiles(input.current.files);
    // So that choosing the same file again is a change again.
    input.current.value = '';
  };
  const below = folder && { webkitdirectory: true };
  return (
    <label class={`button file-button ${main ? 'button-main' : ''}`}>
      {title}
      <input ref={input} type="file" multiple {...below} class="visually-hidden" onChange={open} />
    </label>
  );
}
