import type { Reason, ScreenResult } from 'leadwise';
import './abstention-panel.css';
import { QualityLine } from './quality-line';
import { InEnglish } from './in-english';
import { plainReason } from './reason-text';
import { ResearchMark } from './research-mark';
import { SafetyText } from './safety-text';
import { ScorePremises } from './score-premises';

/** A readable ECG on which no prediction would be honest. */
export function AbstentionPanel({ result, reason }: { result: ScreenResult; reason: Reason }) {
  return (
    <section class="card abstention-panel" aria-labelledby="result-title">
      <h3 id="result-title" class="marked-title">
        <SafetyText name="result.no_score_title" /> <ResearchMark />
      </h3>
      <p>
        {plainReason(reason.code)} <SafetyText name="result.no_score" />
      </p>
      <p class="quiet">
        <code>{reason.code}</code>: <InEnglish>{reason.message}</InEnglish>
      </p>
      <QualityLine quality={result.quality} />
      <ScorePremises result={result} />
    </section>
  );
}
