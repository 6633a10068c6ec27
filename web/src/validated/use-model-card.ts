import type { ModelCard } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import { failureOf } from '../screening/failure';
import type { Failure } from '../screening/protocol';
import type { Session } from '../screening/session';

interface Read {
  /** Null until it is known: then nobody can say what an answer of these weights may be called. */
  card: ModelCard | null;
  failure: Failure | null;
}

/** The card of the weights of that hash. The session knows it as a rule before anything is scored; else it is read. */
export function useModelCard(session: Session, sha256: string | null): Read & { again: () => void } {
  const [read, setRead] = useState<{ failure: Failure | null }>({ failure: null });
  const [attempt, setAttempt] = useState(0);
  const card = sha256 === null ? null : session.weights.cardOf(sha256);
  useEffect(() => {
    let wanted = sha256 !== null && !card;
    if (wanted) {
      session.modelCard().then(
        () => wanted && setRead({ failure: null }),
        (rejection: unknown) => wanted && setRead({ failure: failureOf(rejection) }),
      );
    }
    return () => {
      wanted = false;
    };
  }, [sha256, attempt]);
  return { card, failure: card ? null : read.failure, again: () => setAttempt((count) => count + 1) };
}
