import { CoreWords } from './core-words';
import { LeadsByReason } from './quality-line';
import './quality-warnings.css';
import { plainReason } from './reason-text';
import { doubtSentence, type ScoreDoubt } from './recording-quality';
import { SafetyTexts } from './safety-text';

/** Above a score that measuring speaks against: it must not be read as if the recording were sound. */
export function DoubtWarning({ doubt }: { doubt: ScoreDoubt }) {
  const { reason, leads } = doubt;
  return (
    <div class="quality-warning score-doubt">
      <p>
        <SafetyTexts sentences={[doubtSentence(doubt)]} firstStrong />
      </p>
      {reason && (
        <p>
          {plainReason(reason.code)} <CoreWords {...reason} />
        </p>
      )}
      <LeadsByReason leads={leads} />
    </div>
  );
}
