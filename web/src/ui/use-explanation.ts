import type { Attribution, ModelCard, ScreenResult } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import type { ExplainedRecord } from '../paper/explained-record';
import { failureOf } from '../screening/failure';
import type { Failure } from '../screening/protocol';
import type { Entry, Session } from '../screening/session';
import { validatedAnswer } from '../validated/validated-answer';

interface Answered {
  result: ScreenResult | null;
  /** Of the weights that gave the result. */
  card: ModelCard | null;
}

interface Explained {
  attributions: Attribution[] | null;
  failure: Failure | null;
}

const none: Explained = { attributions: null, failure: null };

/** Null where there is no score to explain. Another answer, of other weights say, has to be asked about anew. */
export function useExplanation(session: Session, entry: Entry, { result, card }: Answered): ExplainedRecord | null {
  const [attempt, setAttempt] = useState(0);
  const [explained, setExplained] = useState(none);
  useEffect(() => setAttempt(0), [result]);
  useEffect(() => {
    let shown = attempt > 0;
    setExplained(none);
    if (shown) {
      session.explain(entry).then(
        (attributions) => shown && setExplained({ attributions: attributions ?? [], failure: null }),
        (rejection: unknown) => shown && setExplained({ attributions: null, failure: failureOf(rejection) }),
      );
    }
    return () => {
      shown = false;
    };
  }, [attempt]);
  if (!result || result.abstained || !card) return null;
  const { attributions, failure } = explained;
  const working = attempt > 0 && !attributions && !failure;
  const ask = () => setAttempt((count) => (count === 0 || failure ? count + 1 : count));
  const validated = result.predictions.filter((prediction) => validatedAnswer(prediction, card));
  return { attributions, probabilities: new Set(validated.map(({ head }) => head)), failure, working, ask };
}
