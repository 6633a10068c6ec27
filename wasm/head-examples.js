import { invalidArgument, LeadwiseError } from './leadwise-error.js';

/**
 * Goes through the examples, one at a time, so that a generator may read them from a disk: what a head learns from each, one
 * array after the other, and its labels. An error names the example.
 */
export function collectExamples(examples, featuresOf) {
  if (typeof examples?.[Symbol.iterator] !== 'function') throw invalidArgument('examples cannot be iterated');
  const features = [];
  const positive = [];
  for (const example of examples) {
    const place = `examples[${features.length}]`;
    if (typeof example?.positive !== 'boolean') throw invalidArgument(`${place}.positive is not true or false`);
    features.push(named(place, () => featuresOf(example.files, example.options, place)));
    positive.push(example.positive);
  }
  return { features: joined(features), positive: Uint8Array.from(positive) };
}

function named(place, run) {
  try {
    return run();
  } catch (cause) {
    if (!(cause instanceof LeadwiseError) || cause.message.startsWith(place)) throw cause;
    throw new LeadwiseError(cause.code, `${place}: ${cause.message}`, cause.offset, { cause });
  }
}

function joined(arrays) {
  const all = new Float32Array(arrays.reduce((length, array) => length + array.length, 0));
  let start = 0;
  for (const array of arrays) {
    all.set(array, start);
    start += array.length;
  }
  return all;
}
