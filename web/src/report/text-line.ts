/** A line of a column, broken where it does not fit. */
export interface TextLine {
  text: string;
  bold?: boolean;
  /** In letters this many times the size of the others. */
  scale?: number;
  /** Stands before the text, in a narrow column of its own. */
  label?: string;
  /** Room above, in parts of a line. */
  gap?: number;
  /** Where there is no room for all lines, what explains goes first, then the answers; warnings stay longest. */
  keep?: 'answer' | 'warning';
}
