import type { Reason, ScreenResult } from 'leadwise';
import './abstention-panel.css';
import { Provenance } from './provenance';
import { QualityLine } from './quality-line';
import { plainReason } from './reason-text';
import { noScoreText, noScoreTitle, researchUseText } from './result-text';

/** A readable ECG on which no prediction would be honest. */
export function AbstentionPanel({ result, reason }: { result: ScreenResult; reason: Reason }) {
  return (
    <section class="card abstention-panel" aria-labelledby="result-title">
      <h3 id="result-title" class="marked-title">
        {noScoreTitle} <span class="research-mark">{researchUseText}</span>
      </h3>
      <p>
        {plainReason(reason.code)} {noScoreText}
      </p>
      <p class="quiet">
        <code>{reason.code}</code>: {reason.message}
      </p>
      <QualityLine quality={result.quality} />
      <Provenance result={result} />
    </section>
  );
}
