import type { LeadName, ModelCard, ScreenResult } from 'leadwise';
import type { Failure } from '../screening/protocol';
import { uncalibrated } from '../validated/uncalibrated';
import { DoubtWarning } from './doubt-warning';
import { InEnglish } from './in-english';
import { leadsText } from './leads-text';
import { plainReason } from './reason-text';
import { recordingQuality } from './recording-quality';
import { namedText, scoreText } from './result-text';
import { SafetyText } from './safety-text';
import { taskText } from './task-text';

interface Props {
  leads: LeadName[];
  /** Of the weights that were asked. */
  card: ModelCard;
  result: ScreenResult | null;
  failure: Failure | null;
}

/** Scores of 0 to 100 whatever the weights are, or why there are none; never a probability, an interval or a finding. */
export function ExploredAnswer({ leads, card, result, failure }: Props) {
  const reason = failure ?? result?.abstained ?? null;
  const { doubt } = recordingQuality(result, null);
  return (
    <div class="explored-answer">
      <p>
        <strong>{namedText(leadsText(leads.length), leads.join(', '))}</strong>{' '}
        <span class="exploration-mark">
          <SafetyText name="exploration.mark" />
        </span>
      </p>
      {reason && (
        <>
          <p>{plainReason(reason.code)}</p>
          <p class="quiet">
            <code>{reason.code}</code>: <InEnglish>{reason.message}</InEnglish>
          </p>
        </>
      )}
      {doubt && <DoubtWarning doubt={doubt} />}
      {result?.predictions.map((prediction) => (
        <p key={prediction.head}>
          {namedText(taskText(prediction.task).title, scoreText(uncalibrated(prediction, card)))}
        </p>
      ))}
    </div>
  );
}
