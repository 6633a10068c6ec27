import type { Reason, ScreenResult } from 'leadwise';
import './abstention-panel.css';
import { Provenance } from './provenance';
import { QualityLine } from './quality-line';
import { plainReason } from './reason-text';

/** A readable ECG on which no prediction would be honest. */
export function AbstentionPanel({ result, reason }: { result: ScreenResult; reason: Reason }) {
  return (
    <section class="card abstention-panel" aria-labelledby="result-title">
      <h3 id="result-title" class="marked-title">
        No score for this ECG <span class="research-mark">Research use only</span>
      </h3>
      <p>
        {plainReason(reason.code)} This says nothing about the patient, in either direction. If PH is suspected:
        echocardiography.
      </p>
      <p class="quiet">
        <code>{reason.code}</code>: {reason.message}
      </p>
      <QualityLine quality={result.quality} />
      <Provenance result={result} />
    </section>
  );
}
