import type { ModelCard, Prediction } from 'leadwise';
import type { FileNaming } from './file-naming';
import type { RecordAnswers } from './record-answers';

/** What one classifier says of a record: a prediction, or why there is none. */
export interface HeadAnswer extends Head {
  prediction: Prediction | null;
  /** Null where there is a prediction. */
  reason: { code: string; message: string } | null;
}

export interface Head {
  head: string;
  task: string;
  /** How many leads it is made of. */
  leads: number;
}

/** One entry for every classifier of the weights, also where it abstained: no answer may look like no question. */
export function headAnswers(answers: RecordAnswers, naming: FileNaming): HeadAnswer[] {
  return headsOf(answers).map((head) => {
    const prediction = answers.screening.result?.predictions.find((other) => other.head === head.head) ?? null;
    return { ...head, prediction, reason: prediction ? null : reasonOf(head, answers, naming) };
  });
}

function reasonOf({ head }: Head, { screening }: RecordAnswers, naming: FileNaming) {
  if (screening.failure) return naming.failure(screening.failure);
  const { refused, abstained } = screening.result;
  return refused.find((other) => other.head === head)?.reason ?? abstained;
}

/** Those that the card lists, and any that answered without standing in it. */
function headsOf({ card, screening }: RecordAnswers): Head[] {
  const answered = [...(screening.result?.predictions ?? []), ...(screening.result?.refused ?? [])];
  const heads = [...headsInCard(card), ...answered.map(({ head, task, leads }) => ({ head, task, leads }))];
  return heads.filter(({ head }, index) => heads.findIndex((other) => other.head === head) === index);
}

function headsInCard({ heads }: ModelCard): Head[] {
  if (!Array.isArray(heads)) return [];
  return heads.map(({ id, task, leads }: { id: string; task: string; leads: string[] }) => ({
    head: id,
    task,
    leads: leads.length,
  }));
}
