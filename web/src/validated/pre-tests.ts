/** What somebody chose as the probability before the ECG, in percent, by task; a task without a choice is not in it. */
export type PreTests = Readonly<Record<string, number>>;

export function withPreTest(preTests: PreTests, task: string, percent: number | null): PreTests {
  const { [task]: _, ...others } = preTests;
  return percent === null ? others : { ...others, [task]: percent };
}
