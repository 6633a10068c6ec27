/** The model's answer on the page's scale, 0 to 100. */
export function scoreOf(probability: number): number {
  return Math.round(probability * 100);
}
