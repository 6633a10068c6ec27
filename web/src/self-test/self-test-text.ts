/** Messages stand behind a code, for whoever looks for the cause; the banner speaks to everyone. */
export const selfTestText = {
  otherWeights: (found: string, expected: string) =>
    `the page came with the weights ${found.slice(0, 12)}, not with ${expected.slice(0, 12)}, for which its answer is known`,
  differs: (head: string, found: number, expected: number) =>
    `${head}: the built-in ECG scored ${found.toFixed(6)} here and must score ${expected.toFixed(6)}`,
  notScreened: (cause: string) => `the built-in ECG could not be screened: ${cause}`,
  bannerTitle: 'No scores in this browser',
  banner:
    'At its start the page scores a built-in ECG whose answer is known. Here the answer was another, so no ECG is scored. ' +
    'Traces and measurements are shown as ever; they use no weights. Load the page again, or use another browser.',
};
