import type { Failure } from '../screening/protocol';
import { plainReason } from '../ui/reason-text';
import type { RecordAnswers } from './record-answers';
import { sha256OfText } from './sha256';

/** A name often is a patient's number: unless asked for, exports bear its SHA-256 in its place, everywhere. */
export class FileNaming {
  constructor(readonly namesShown: boolean) {}

  /** Of a record: where it was opened from a folder, that belongs to its name. */
  record({ name, folder }: Pick<RecordAnswers, 'name' | 'folder'>): string {
    return this.file(folder ? `${folder}/${name}` : name);
  }

  /** Tells the record from every other: two patients' files may bear one name. Of that only where one was not readable. */
  content(answers: Pick<RecordAnswers, 'name' | 'folder' | 'inputs'>): string {
    const hashes = answers.inputs.map(({ sha256 }) => sha256);
    if (hashes.length === 0 || hashes.includes(null)) return this.record(answers);
    return hashes.length === 1 ? String(hashes[0]) : sha256OfText(hashes.sort().join('\n'));
  }

  file(name: string): string {
    return this.namesShown ? name : sha256OfText(name);
  }

  /** A message of a reader may quote a file's name or content: without names only what its code says is told. */
  failure({ code, message, offset }: Failure): Failure {
    return { code, message: this.namesShown ? message : plainReason(code), offset };
  }

  /** What a reader noted of the files, with their names replaced. */
  note(text: string, { name, inputs }: { name: string; inputs: readonly { name: string }[] }): string {
    if (this.namesShown) return text;
    const names = [name, ...inputs.map((input) => input.name)].flatMap((full) => [full, stemOf(full)]);
    // The longest first: a name may be part of another.
    const longestFirst = [...new Set(names)].sort((a, b) => b.length - a.length);
    return longestFirst.reduce((replaced, part) => replaced.replaceAll(wholeWord(part), sha256OfText(part)), text);
  }

  /** The beginning of the names of files that are saved. */
  saved(answers: Pick<RecordAnswers, 'name' | 'folder' | 'inputs'>): string {
    if (!this.namesShown) return `leadwise-${this.content(answers).slice(0, 12)}`;
    return [...answers.folder.split('/'), stemOf(answers.name)].filter(Boolean).join('-');
  }
}

function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

function wholeWord(text: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu');
}
