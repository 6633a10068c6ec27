import { useEffect, useReducer } from 'preact/hooks';
import type { Failure } from '../screening/protocol';
import type { PageFailures } from './page-failures';

/** The mistake that the page made while it showed what `shownId` names; for something else it is forgotten. */
export function usePageFailure(failures: PageFailures, shownId: number | null): Failure | null {
  const [, redraw] = useReducer((count: number, _: null) => count + 1, 0);
  useEffect(() => {
    const changed = () => redraw(null);
    failures.addEventListener('change', changed);
    return () => failures.removeEventListener('change', changed);
  }, [failures]);
  // While it is drawn for the first time it may fail already.
  failures.shownId = shownId;
  useEffect(() => failures.forgetOthers(), [shownId]);
  return failures.failure;
}
