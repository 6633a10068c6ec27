import type { Reason, ScreenResult } from 'leadwise';
import type { SelfTestFailed } from '../screening/protocol';

/** An answer without what the model said: what was read stays, an abstention stands in place of the scores. */
export function withheld(result: ScreenResult, reason: SelfTestFailed): ScreenResult {
  // The page's own code, among those of the module.
  const abstained = reason as { code: string; message: string } as Reason;
  return { ...result, predictions: [], refused: [], elbo: {}, attribution: null, abstained };
}
