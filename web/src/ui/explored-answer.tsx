import type { LeadName, ScreenResult } from 'leadwise';
import type { Failure } from '../screening/protocol';
import * as text from './exploration-text';
import { plainReason } from './reason-text';
import { scoreText } from './result-text';
import { taskText } from './task-text';

interface Props {
  leads: LeadName[];
  result: ScreenResult | null;
  failure: Failure | null;
}

/** Scores of 0 to 100 whatever the weights are, or why there are none; never a probability, an interval or a finding. */
export function ExploredAnswer({ leads, result, failure }: Props) {
  const reason = failure ?? result?.abstained ?? null;
  return (
    <div class="explored-answer">
      <p>
        <strong>{text.headingText(leads)}</strong> <span class="exploration-mark">{text.mark}</span>
      </p>
      {reason && (
        <>
          <p>{plainReason(reason.code)}</p>
          <p class="quiet">
            <code>{reason.code}</code>: {reason.message}
          </p>
        </>
      )}
      {result?.predictions.map(({ head, task, probability }) => (
        <p key={head}>
          {taskText(task).title}: {scoreText(probability)}
        </p>
      ))}
    </div>
  );
}
