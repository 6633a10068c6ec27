export interface SavedFile {
  name: string;
  type: string;
  content: string | ArrayBuffer;
}

/** Hands a file to the browser's downloads. */
export function saveFile({ name, type, content }: SavedFile): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has begun when the click returns, but some browsers still read the address a little later.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
