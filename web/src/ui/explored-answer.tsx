import type { LeadName, ScreenResult } from 'leadwise';
import type { Failure } from '../screening/protocol';
import { InEnglish } from './in-english';
import { leadsText } from './leads-text';
import { plainReason } from './reason-text';
import { namedText, scoreText } from './result-text';
import { SafetyText } from './safety-text';
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
      {result?.predictions.map(({ head, task, probability }) => (
        <p key={head}>
          {namedText(taskText(task).title, scoreText(probability))}
        </p>
      ))}
    </div>
  );
}
