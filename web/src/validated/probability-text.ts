import { leftToRight, numberText, percentSign } from '../languages/numbers';
import { type SafetySentence, safetySentence, say } from '../languages/translation';
import { leadsText } from '../ui/leads-text';
import { shiftInterval, type ProbabilityInterval } from './prior-shift';
import type { ValidatedAnswer } from './validated-answer';

/** "4.2 %", or with so many decimals; neither end is a certainty. */
export function percentText(probability: number, decimals?: number): string {
  return boundedPercent(probability, decimals, (number) => leftToRight(number + percentSign));
}

function boundedPercent(probability: number, decimals?: number, written = (number: string) => number): string {
  const percent = 100 * probability;
  switch (boundOf(percent, decimals)) {
    case 'under':
      return say('probability.under', { number: written(numberText(0.1)) });
    case 'over':
      return say('probability.over', { number: written(numberText(99)) });
    default:
      return written(numberText(percent, decimals ?? usualDecimals(percent)));
  }
}

/** More decimals than the usual ones are only asked for to tell two numbers apart, and then both are wanted. */
function boundOf(percent: number, decimals?: number): 'under' | 'over' | null {
  const read = decimals === undefined ? percent : Number(percent.toFixed(decimals));
  if (decimals === undefined ? read < 0.1 : read === 0) return 'under';
  return (decimals === undefined ? read > 99 : read === 100) ? 'over' : null;
}

function usualDecimals(percent: number): number {
  return percent < 10 ? 1 : 0;
}

/** More tell no two numbers apart. */
const mostDecimals = 17;

/**
 * With how many decimals a probability and its threshold read as different, where they are: "28 %, threshold 28 %, not found"
 * contradicts itself. Undefined where the usual ones do.
 */
export function tellingDecimals({ probability, threshold }: Pick<ValidatedAnswer, 'probability' | 'threshold'>): number | undefined {
  if (threshold === null || probability === threshold) return undefined;
  const readAlike = (decimals?: number) => read(probability, decimals) === read(threshold, decimals);
  let decimals: number | undefined;
  while (readAlike(decimals) && (decimals ?? 0) < mostDecimals) decimals = (decimals ?? 0) + 1;
  return decimals;
}

/** "10" and "10.0" read alike. */
function read(probability: number, decimals?: number): string | number {
  const percent = 100 * probability;
  return boundOf(percent, decimals) ?? Number(percent.toFixed(decimals ?? usualDecimals(percent)));
}

/** Of a probability that somebody chose: as it was chosen. */
export function chosenPercentText(percent: number): string {
  return leftToRight(numberText(percent) + percentSign);
}

export function intervalText({ low, high }: Pick<ProbabilityInterval, 'low' | 'high'>, decimals?: number): string {
  return say('probability.interval', { low: boundedPercent(low, decimals), high: percentText(high, decimals) });
}

/** Of a long recording: its windows need not agree. */
export function spreadText({ prediction: { windows } }: ValidatedAnswer): string {
  const [lowest, highest] = [percentText(windows.lowest_probability), percentText(windows.highest_probability)];
  return say('result.spread', { count: windows.count, lowest, highest });
}

export function thresholdText(threshold: number | null, decimals?: number): string {
  if (threshold === null) return say('probability.no_threshold');
  return say('probability.threshold', { percent: percentText(threshold, decimals) });
}

/** What a probability is of: it holds where as many are ill as among the calibration's patients. */
export function prevalenceSentence({ trainingPrevalence }: ValidatedAnswer): SafetySentence {
  if (trainingPrevalence === null) return safetySentence('probability.no_prevalence');
  return safetySentence('probability.prevalence', { percent: percentText(trainingPrevalence) });
}

/** By Bayes' rule; null where nothing can be shifted. */
export function postTest(answer: ValidatedAnswer, preTestPercent: number | null): ProbabilityInterval | null {
  if (preTestPercent === null || answer.trainingPrevalence === null) return null;
  return shiftInterval(answer, answer.trainingPrevalence, preTestPercent / 100);
}

export function postTestText(shifted: ProbabilityInterval, preTestPercent: number): string {
  return `${postTestHead(shifted, preTestPercent)} (${intervalText(shifted)})`;
}

export function postTestHead({ probability }: ProbabilityInterval, preTestPercent: number): string {
  return say('probability.post_test', { before: chosenPercentText(preTestPercent), after: percentText(probability) });
}

/** Whether the heads of one task say the same. */
export function agreementText(result: ValidatedAnswer, other: ValidatedAnswer): string {
  const decimals = tellingDecimals(other);
  const said = {
    leads: leadsText(other.prediction.leads),
    percent: percentText(other.probability, decimals),
    interval: intervalText(other, decimals),
  };
  if (result.positive === null || other.positive === null) return say('probability.other', said);
  return say(result.positive === other.positive ? 'probability.other_agrees' : 'probability.other_disagrees', said);
}
