import type { Prediction } from 'leadwise';
import type { ProbabilityInterval } from '../validated/prior-shift';
import { postTest } from '../validated/probability-text';
import { type TaskResult, type ValidatedAnswer, taskResult, validatedAnswer } from '../validated/validated-answer';
import type { RecordAnswers } from './record-answers';

/** A prediction as a probability; null where it is a score, by the page's own rule. */
export function validatedIn({ card }: RecordAnswers, prediction: Prediction): ValidatedAnswer | null {
  return validatedAnswer(prediction, card);
}

/** The task's result and what stands beside it; null where all of it are scores. */
export function taskResultIn({ card, screening }: RecordAnswers, task: string): TaskResult | null {
  const predictions = screening.result?.predictions ?? [];
  return taskResult(
    predictions.filter((prediction) => prediction.task === task),
    card,
  );
}

export interface PostTest extends ProbabilityInterval {
  answer: ValidatedAnswer;
  preTestPercent: number;
}

/** With the probability before the ECG that was chosen for its task; null where none was. */
export function postTestIn({ preTests }: RecordAnswers, answer: ValidatedAnswer): PostTest | null {
  const preTestPercent = preTests[answer.prediction.task] ?? null;
  const shifted = postTest(answer, preTestPercent);
  return shifted && preTestPercent !== null ? { ...shifted, answer, preTestPercent } : null;
}

/** Of the results alone, as on the page. */
export function postTestsIn(answers: RecordAnswers): PostTest[] {
  const tasks = [...new Set(answers.screening.result?.predictions.map(({ task }) => task))];
  return tasks.flatMap((task) => {
    const result = taskResultIn(answers, task)?.result;
    const shifted = result && postTestIn(answers, result);
    return shifted ? [shifted] : [];
  });
}

const digits = 4;

/** To four significant digits of what it is, or of what it lacks of 100 where that is less: no rounding makes a certainty of it. */
export function percentOf(probability: number): number {
  const [percent, lacking] = [100 * probability, 100 * (1 - probability)];
  if (percent <= lacking) return Number(percent.toPrecision(digits));
  // What is subtracted from 100 leaves its last binary digits behind.
  return Number((100 - Number(lacking.toPrecision(digits))).toPrecision(15));
}
