import type { Reason, ScreenResult } from 'leadwise';
import './abstention-panel.css';
import { QualityLine } from './quality-line';
import { plainReason } from './reason-text';
import { Safeguards } from './safeguards';

/** A readable ECG on which no prediction would be honest. */
export function AbstentionPanel({ result, reason }: { result: ScreenResult; reason: Reason }) {
  return (
    <section class="card abstention-panel" aria-labelledby="result-title">
      <h3 id="result-title" class="marked-title">
        No score for this ECG <span class="research-mark">Research use only</span>
      </h3>
      <p>{plainReason(reason.code)} This says nothing about the patient, in either direction.</p>
      <p class="quiet">
        <code>{reason.code}</code>: {reason.message}
      </p>
      <QualityLine quality={result.quality} />
      <Safeguards result={result} />
    </section>
  );
}
