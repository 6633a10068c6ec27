import type { RefusedWeights } from '../weights/weights-in-use';
import { FailurePanel } from './failure-panel';
import { weightsText } from './weights-text';

export function RefusedWeightsPanel({ refused }: { refused: RefusedWeights }) {
  return (
    <>
      <FailurePanel title={weightsText.refusedTitle(refused.fileName)} failure={refused.failure} />
      <p class="quiet">{weightsText.unchanged}</p>
    </>
  );
}
