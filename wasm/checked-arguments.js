import { invalidArgument, LeadwiseError } from './leadwise-error.js';

/**
 * The samples become doubles, up to eight times the size of the file; beyond this the module's memory of 2 GB, once
 * full, would take the instance with it.
 */
const largestRecordBytes = 128 * 1024 * 1024;

/** As much of a file as says which others belong to it; a WFDB header of a hundred leads is half as long. */
const headBytes = 16 * 1024;

/** Heads are only copied, so those of a hundred thousand files fit into the module's memory. */
const largestHeadsBytes = 1792 * 1024 * 1024;

/** Documented in leadwise.d.ts. */
export const limits = Object.freeze({ record_bytes: largestRecordBytes, group_head_bytes: headBytes });

/** A view of the bytes given, whatever kind of buffer holds them. Nothing is copied here. */
export function byteView(bytes, what) {
  const view = ArrayBuffer.isView(bytes);
  if (!view && !isBuffer(bytes)) throw invalidArgument(`${what} is not an ArrayBuffer or a Uint8Array`);
  try {
    return view ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : new Uint8Array(bytes);
  } catch {
    throw invalidArgument(`${what} has no bytes any more: its buffer was transferred, e.g. to a worker`);
  }
}

// By its tag, not by instanceof: a buffer from another frame or realm has another constructor.
function isBuffer(bytes) {
  const tag = Object.prototype.toString.call(bytes);
  return tag === '[object ArrayBuffer]' || tag === '[object SharedArrayBuffer]';
}

/** Files as the core takes them: [{name, bytes: Uint8Array}]. */
export function checkedFiles(files, what = 'files') {
  return checkedSize(checkedEach(files, what), what, largestRecordBytes);
}

/** The beginnings of files, of which there may be many. */
export function checkedFileHeads(files) {
  const heads = checkedEach(files, 'files').map(({ name, bytes }) => ({ name, bytes: bytes.subarray(0, headBytes) }));
  return checkedSize(heads, 'the beginnings of the files', largestHeadsBytes);
}

function checkedSize(files, what, largestBytes) {
  const total = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (total <= largestBytes) return files;
  throw new LeadwiseError('TooLarge', `${what} hold ${total} bytes, more than ${largestBytes}`);
}

function checkedEach(files, what) {
  if (!Array.isArray(files)) throw invalidArgument(`${what} is not an array of {name, bytes}`);
  return Array.from(files, (file, index) => checkedFile(file, `${what}[${index}]`));
}

function checkedFile(file, what) {
  if (typeof file?.name !== 'string') throw invalidArgument(`${what}.name is not a string`);
  return { name: file.name, bytes: byteView(file.bytes, `${what}.bytes`) };
}

/** A plain copy of the options. An option by a name that the call does not know is refused: it would do nothing. */
export function checkedOptions(options, known) {
  if (options === undefined) return {};
  if (typeof options !== 'object' || options === null) throw invalidArgument('the options are not an object');
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw invalidArgument(`there is no option ${name}; there are ${known.join(', ')}`);
  }
  return { ...options };
}
