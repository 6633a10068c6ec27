import { ChangingText } from '../ui/changing-text';
import { leadsText } from '../ui/leads-text';
import { findingSentence } from '../ui/result-text';
import { SafetyText, SafetyTexts } from '../ui/safety-text';
import { PreTestForm } from './pre-test-form';
import './probability-result.css';
import * as text from './probability-text';
import { type TaskResult, type ValidatedAnswer, canShift } from './validated-answer';

interface Props {
  task: TaskResult;
  preTestPercent: number | null;
  onPreTest: (percent: number | null) => void;
}

/** What validated weights say of one task: the fullest head's probability, and how the others agree. */
export function ProbabilityResult({ task: { result, others }, preTestPercent, onPreTest }: Props) {
  const { positive, threshold, prediction } = result;
  const decimals = text.tellingDecimals(result);
  return (
    <div class="probability-result" data-leads={prediction.leads} data-answer={result.probability}>
      <div>
        <p>{leadsText(prediction.leads)}</p>
        <p class="probability-number">
          <strong>
            <ChangingText text={text.percentText(result.probability, decimals)} />
          </strong>{' '}
          <ChangingText text={text.intervalText(result, decimals)} />
        </p>
        <p>
          <SafetyTexts sentences={[text.prevalenceSentence(result)]} />
        </p>
        <ProbabilityScale answer={result} />
        <p>
          {text.thresholdText(threshold, decimals)} {positive !== null && <SafetyTexts sentences={[findingSentence(positive)]} firstStrong />}
        </p>
        <p class="quiet">
          <SafetyText name="probability.interval_meaning" />
          {prediction.windows.count > 1 && ` ${text.spreadText(result)}.`}
        </p>
        {others.map((other) => (
          <p key={other.prediction.head} class="probability-agreement">
            {text.agreementText(result, other)}
          </p>
        ))}
      </div>
      {canShift([result, ...others]) && (
        <div>
          <PreTestForm task={prediction.task} percent={preTestPercent} onChange={onPreTest} />
          <PostTest answer={result} preTestPercent={preTestPercent} />
        </div>
      )}
    </div>
  );
}

function PostTest({ answer, preTestPercent }: { answer: ValidatedAnswer; preTestPercent: number | null }) {
  const shifted = text.postTest(answer, preTestPercent);
  return (
    <div class="post-test" aria-live="polite">
      {shifted && preTestPercent !== null && (
        <>
          <p>
            <strong>
              <ChangingText text={text.postTestHead(shifted, preTestPercent)} />
            </strong>{' '}
            (<ChangingText text={text.intervalText(shifted)} />)
          </p>
          <p class="quiet">
            <SafetyText name="probability.post_test_meaning" />
          </p>
        </>
      )}
    </div>
  );
}

/** From 0 to 100 %: the interval, the probability and the threshold. It has no colours: no value of it is reassuring. */
function ProbabilityScale({ answer: { probability, low, high, threshold } }: { answer: ValidatedAnswer }) {
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect class="score-scale" y="1" width="100" height="6" />
      <rect class="probability-interval" x={100 * low} y="1" width={Math.max(0.5, 100 * (high - low))} height="6" />
      <rect class="score-value" x={100 * probability - 0.4} width="0.8" height="8" />
      {threshold !== null && <rect class="probability-threshold" x={100 * threshold - 0.2} width="0.4" height="8" />}
    </svg>
  );
}
