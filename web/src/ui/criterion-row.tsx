import type { Criterion } from 'leadwise';
import type { ComponentChildren } from 'preact';
import { type SafetySentence, say } from '../languages/translation';
import { ChangingText } from './changing-text';
import { criterionReasonText, criterionTitle, criterionValuesText, isTranslated, likelihoodSentence, postTestSentence, statusText } from './criterion-text';
import { InEnglish } from './in-english';
import { plainReason } from './reason-text';
import { SafetyTexts } from './safety-text';

/** One sign; opened, it shows the rule, the values and the published evidence. */
export function CriterionRow({ criterion }: { criterion: Criterion }) {
  const { name, rule, status, values, reason, evidence } = criterion;
  return (
    <li>
      <details class="criterion" data-name={name} data-status={status}>
        <summary>
          <span class={`criterion-status criterion-${status}`}>
            <ChangingText text={statusText(status)} />
          </span>
          <span class="criterion-title">
            {isTranslated(criterion) ? criterionTitle(criterion) : <InEnglish>{criterion.title}</InEnglish>}
          </span>
          <span class="quiet">
            <ChangingText text={reason ? criterionReasonText(reason) : criterionValuesText(values)} />
          </span>
        </summary>
        <dl>
          <Part title={say('criteria-panel.rule')} text={rule} english />
          <Part title={say('criteria-panel.values')} text={criterionValuesText(values)} />
          {reason && (
            <Part title={say('criteria-panel.reason')} text={plainReason(reason.code)}>
              {' '}
              <InEnglish>{reason.message}</InEnglish> (<code>{reason.code}</code>)
            </Part>
          )}
          <SafetyPart title={say('criteria-panel.likelihood')} sentence={likelihoodSentence(criterion)} />
          <SafetyPart title={say('criteria-panel.post_test')} sentence={postTestSentence(criterion)} />
          <Part title={say('criteria-panel.published')} text={evidence.figures} english />
          <Part title={say('criteria-panel.target')} text={evidence.target} english />
          <Part title={say('criteria-panel.cohort')} text={evidence.cohort} english />
          <Part title={say('criteria-panel.source')} text={evidence.citation} english />
        </dl>
      </details>
    </li>
  );
}

interface PartProps {
  title: string;
  text: string;
  /** The core's own words and citations. */
  english?: boolean;
  children?: ComponentChildren;
}

/** With a new element for a new text: see ChangingText. */
function SafetyPart({ title, sentence }: { title: string; sentence: SafetySentence | null }) {
  if (!sentence) return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd key={sentence.text}>
        <SafetyTexts sentences={[sentence]} />
      </dd>
    </div>
  );
}

/** "-" stands where nothing was published. */
function Part({ title, text, english = false, children }: PartProps) {
  if (text === '' || text === '-') return null;
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {english ? <InEnglish>{text}</InEnglish> : <ChangingText text={text} />}
        {children}
      </dd>
    </div>
  );
}
