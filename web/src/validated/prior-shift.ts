/** A probability with its 95 % interval, each 0 to 1. */
export interface ProbabilityInterval {
  probability: number;
  low: number;
  high: number;
}

/**
 * What a calibrated probability becomes where the disease is as frequent as `prior` instead of as in the calibration's
 * patients: by Bayes' rule the log-odds move by the difference of the two log-odds, once (Saerens et al. 2002, Neural
 * Computation 14:21). It supposes that the patients differ in how many are ill and in nothing else.
 */
export function shiftPrior(probability: number, trainingPrevalence: number, prior: number): number {
  return inverseLogit(logit(probability) + logit(prior) - logit(trainingPrevalence));
}

/** The shift is the same for all of the scale: the interval moves with its middle. */
export function shiftInterval(given: ProbabilityInterval, trainingPrevalence: number, prior: number): ProbabilityInterval {
  const shift = (probability: number) => shiftPrior(probability, trainingPrevalence, prior);
  return { probability: shift(given.probability), low: shift(given.low), high: shift(given.high) };
}

export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

export function inverseLogit(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}
