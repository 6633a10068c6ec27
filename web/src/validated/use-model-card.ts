import type { ModelCard } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import type { Session } from '../screening/session';

/** The card of the weights of that hash; null until it is read, and where other weights are in use by then. */
export function useModelCard(session: Session, sha256: string | null): ModelCard | null {
  const [card, setCard] = useState<ModelCard | null>(null);
  useEffect(() => {
    let wanted = sha256 !== null;
    if (wanted) {
      session.modelCard().then(
        (read) => wanted && setCard(read),
        () => wanted && setCard(null),
      );
    }
    return () => {
      wanted = false;
    };
  }, [sha256]);
  return card?.sha256 === sha256 ? card : null;
}
