// Nothing is timed before everyone has computed the same: these say by how much they differ at most.

export function largestDifference(a, b) {
  if (a.length !== b.length) throw new Error(`${a.length} values against ${b.length}`);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

/** Throws where the difference is above the limit (or not a number). */
export function check(name, difference, limit) {
  if (!(difference <= limit)) throw new Error(`${name} differ by ${difference}, more than ${limit}`);
  return { name, largest_difference: difference, limit };
}
