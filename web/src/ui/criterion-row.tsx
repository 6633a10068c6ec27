import type { Criterion } from 'leadwise';
import { criterionValuesText, likelihoodText, postTestText, statusText } from './criterion-text';
import { plainReason } from './reason-text';

/** One sign; opened, it shows the rule, the values and the published evidence. */
export function CriterionRow({ criterion }: { criterion: Criterion }) {
  const { name, title, rule, status, values, reason, evidence } = criterion;
  return (
    <li>
      <details class="criterion" data-name={name} data-status={status}>
        <summary>
          <span class={`criterion-status criterion-${status}`}>{statusText(status)}</span>
          <span class="criterion-title">{title}</span>
          <span class="quiet">{reason ? plainReason(reason.code) : criterionValuesText(values)}</span>
        </summary>
        <dl>
          <Part title="Rule" text={rule} />
          <Part title="Values" text={criterionValuesText(values)} />
          {reason && <Part title="Reason" text={`${plainReason(reason.code)} ${reason.message} (${reason.code})`} />}
          <Part title="Likelihood ratio" text={likelihoodText(criterion)} />
          <Part title="Probability after it" text={postTestText(criterion)} />
          <Part title="Published" text={evidence.figures} />
          <Part title="To be found" text={evidence.target} />
          <Part title="Examined" text={evidence.cohort} />
          <Part title="Source" text={evidence.citation} />
        </dl>
      </details>
    </li>
  );
}

/** "-" stands where nothing was published. */
function Part({ title, text }: { title: string; text: string }) {
  if (text === '' || text === '-') return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  );
}
