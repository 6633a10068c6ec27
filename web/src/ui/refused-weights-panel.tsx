import { say } from '../languages/translation';
import type { RefusedWeights } from '../weights/weights-in-use';
import { FailurePanel } from './failure-panel';

export function RefusedWeightsPanel({ refused }: { refused: RefusedWeights }) {
  return (
    <>
      <FailurePanel title={say('weights.refused_title', { file: refused.fileName })} failure={refused.failure} />
      <p class="quiet">{say('weights.unchanged')}</p>
    </>
  );
}
