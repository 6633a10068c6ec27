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

/** To a thousandth of a percent: more digits would be invented. */
export function percentOf(probability: number): number {
  return Math.round(100_000 * probability) / 1000;
}
