import type { SourceFile } from '../screening/source-file';

interface Sorted {
  weights: File[];
  others: SourceFile[];
}

/**
 * Tells weight files from ECGs among what was dropped. By the name, so that a damaged one is refused as weights, and so
 * that of a folder of a hundred thousand ECGs not one is read for it.
 */
export function withoutWeights(files: SourceFile[]): Sorted {
  const isWeights = ({ file }: SourceFile) => /\.safetensors$/i.test(file.name);
  return {
    weights: files.filter(isWeights).map(({ file }) => file),
    others: files.filter((source) => !isWeights(source)),
  };
}
