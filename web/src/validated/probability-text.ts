import { leftToRight, numberText, percentSign } from '../languages/numbers';
import { type SafetySentence, safetySentence, say } from '../languages/translation';
import { leadsText } from '../ui/leads-text';
import { shiftInterval, type ProbabilityInterval } from './prior-shift';
import type { ValidatedAnswer } from './validated-answer';

/** "4.2 %"; neither end is a certainty. */
export function percentText(probability: number): string {
  return boundedPercent(probability, (number) => leftToRight(number + percentSign));
}

function boundedPercent(probability: number, written = (number: string) => number): string {
  const percent = 100 * probability;
  if (percent < 0.1) return say('probability.under', { number: written(numberText(0.1)) });
  if (percent > 99) return say('probability.over', { number: written(numberText(99)) });
  return written(numberText(percent, percent < 10 ? 1 : 0));
}

/** Of a probability that somebody chose: as it was chosen. */
export function chosenPercentText(percent: number): string {
  return leftToRight(numberText(percent) + percentSign);
}

export function intervalText({ low, high }: ProbabilityInterval): string {
  return say('probability.interval', { low: boundedPercent(low), high: percentText(high) });
}

/** Of a long recording: its windows need not agree. */
export function spreadText({ prediction: { windows } }: ValidatedAnswer): string {
  const [lowest, highest] = [percentText(windows.lowest_probability), percentText(windows.highest_probability)];
  return say('result.spread', { count: windows.count, lowest, highest });
}

export function thresholdText(threshold: number | null): string {
  if (threshold === null) return say('probability.no_threshold');
  return say('probability.threshold', { percent: percentText(threshold) });
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
  const said = {
    leads: leadsText(other.prediction.leads),
    percent: percentText(other.probability),
    interval: intervalText(other),
  };
  if (result.positive === null || other.positive === null) return say('probability.other', said);
  return say(result.positive === other.positive ? 'probability.other_agrees' : 'probability.other_disagrees', said);
}
