import type { Prediction } from 'leadwise';
import { ended, joined, type SafetySentence, safetySentence, say } from '../languages/translation';
import { leadsText } from './leads-text';
import { scoreOf } from './score';

/** Stands on everything that is exported. */
export function useText(): string {
  return joined([ended(safetySentence('result.research_use')), safetySentence('result.not_a_device')]);
}

/** "97 of 100": never a percentage. */
export function scoreText(probability: number): string {
  return say('result.score', { score: scoreOf(probability) });
}

/** What an answer is of, and the answer. */
export function namedText(name: string, value: string): string {
  return say('result.named', { name, value });
}

/** Of a long recording: its windows need not agree. */
export function spreadText({ count, lowest_probability, highest_probability }: Prediction['windows']): string {
  const [lowest, highest] = [scoreOf(lowest_probability), scoreOf(highest_probability)];
  return say('result.spread', { count, lowest, highest });
}

/** Only where the weights' card holds a threshold. */
export function findingSentence(positive: boolean): SafetySentence {
  return safetySentence(positive ? 'result.pattern_found' : 'result.pattern_not_found');
}

/** Of two classifiers of one task: they look at different leads and need not agree. */
export function scoresDifferText(one: Prediction, other: Prediction): string {
  const apart = Math.abs(scoreOf(one.probability) - scoreOf(other.probability));
  const both = { one: leadsText(one.leads), other: leadsText(other.leads) };
  return apart === 0 ? say('result.scores_alike', both) : say('result.scores_apart', { ...both, apart });
}

export function refusedText(leads: number): string {
  return say('result.refused', { leads: leadsText(leads) });
}

/** "Adult, unpaced assumed."; empty where nothing was taken for granted. */
export function assumptionsText(assumptions: string[]): string {
  const known: Record<string, string> = { adult: say('result.adult'), unpaced: say('result.unpaced') };
  const texts = assumptions.map((assumption) => known[assumption] ?? assumption);
  return texts.length > 0 ? say('result.assumed', { assumptions: texts.join(', ') }) : '';
}

/** No score reassures, and no abstention does: `tested` says whether any of the weights ever were on patients. */
export function cautionSentences(tested: boolean): SafetySentence[] {
  const reason = safetySentence('result.low_score_reason');
  // Answers of validated weights may be either.
  if (tested) return [safetySentence('result.low_probability'), reason];
  return [safetySentence('result.low_score'), reason, safetySentence('result.untested_weights')];
}

export function untriedFormatSentences(format: string): SafetySentence[] {
  return [safetySentence('result.not_verified'), safetySentence('result.untried_format', { format: format.toUpperCase() })];
}
