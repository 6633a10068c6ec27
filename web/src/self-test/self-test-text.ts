/** Messages stand behind a code, for whoever looks for the cause, in English like the core's; the banner speaks to everyone. */
export const selfTestText = {
  otherWeights: (found: string, expected: string) =>
    `the page came with the weights ${found.slice(0, 12)}, not with ${expected.slice(0, 12)}, for which its answer is known`,
  differs: (head: string, found: number, expected: number) =>
    `${head}: the built-in ECG scored ${found.toFixed(6)} here and must score ${expected.toFixed(6)}`,
  notScreened: (cause: string) => `the built-in ECG could not be screened: ${cause}`,
};
