import { useLayoutEffect, useMemo } from 'preact/hooks';
import { say } from '../languages/translation';
import { FileNaming } from '../report/file-naming';
import type { Entry } from '../screening/session';

const nameNone = new FileNaming(false);

/** Tells on paper whose ECG it is without a file's name, which often is a patient's number. */
export function useFileHash({ folder, name }: Entry): string {
  const hash = useMemo(() => nameNone.record({ folder, name }), [folder, name]);
  return say('report.file_hash', { name: hash });
}

/** On paper alone: beside what the record is, and at the foot of every page where the browser can (print.css). */
export function PrintIdentity({ entry }: { entry: Entry }) {
  const text = useFileHash(entry);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--printed-identity', JSON.stringify(text));
    return () => void style.removeProperty('--printed-identity');
  }, [text]);
  return <p class="quiet print-identity">{text}</p>;
}
