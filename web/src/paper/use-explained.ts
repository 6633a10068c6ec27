import type { Attribution, EcgRecord } from 'leadwise';
import { useEffect, useMemo } from 'preact/hooks';
import { type AttributionBins, binsOf } from './attribution-bins';
import type { ExplainedRecord } from './explained-record';
import type { PaperSettings } from './paper-settings';
import { type Reconstruction, reconstructionOf } from './reconstruction';

/** What is drawn of an explanation. */
export interface ShownExplanation {
  attribution: Attribution;
  bins: AttributionBins | null;
  reconstruction: Reconstruction | null;
}

/** Null while nothing of it is asked for, or there. An average beat is not what the model was given. */
export function useExplained(
  record: EcgRecord,
  explained: ExplainedRecord | null,
  settings: PaperSettings,
): ShownExplanation | null {
  const { attribution: bars, reconstruction: curve, explainedHead, averageBeat } = settings;
  const wanted = (bars || curve) && averageBeat === null;
  const all = explained?.attributions ?? null;
  const attribution = all?.find(({ head }) => head === explainedHead) ?? all?.[0] ?? null;
  useEffect(() => {
    if (wanted && explained && !all && !explained.failure && !explained.working) explained.ask();
  });
  return useMemo(() => {
    if (!wanted || !attribution) return null;
    return {
      attribution,
      bins: bars ? binsOf(attribution) : null,
      reconstruction: curve ? reconstructionOf(attribution, record) : null,
    };
  }, [wanted, attribution, bars, curve, record]);
}
