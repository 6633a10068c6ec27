/** Of the catalogues' files, by the code that is their name. */
export function byCode<Value>(files: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(files).map(([path, value]) => [path.replace(/^.*\/|\.json$/g, ''), value]));
}
