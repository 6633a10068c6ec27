import type { ScreenResult } from 'leadwise';
import { say } from '../languages/translation';
import type { ExplainedRecord } from '../paper/explained-record';
import './attribution-strip.css';
import { AttributionTable } from './attribution-table';
import { InEnglish } from './in-english';
import { ResearchMark } from './research-mark';
import { SafetyText } from './safety-text';

interface Props {
  explanation: ExplainedRecord;
  result: ScreenResult;
}

/** Which leads and waves the scores rest on; worked out only when it is opened. */
export function AttributionStrip({ explanation, result }: Props) {
  const { attributions, probabilities, failure, working, ask } = explanation;
  return (
    <section class="card attribution-strip">
      <details onToggle={(event) => event.currentTarget.open && ask()}>
        <summary>
          {say('attribution.title')} <ResearchMark />
        </summary>
        <p>
          <SafetyText name="attribution.meaning" />
        </p>
        <div aria-live="polite" aria-busy={working}>
          {working && <p class="quiet">{say('attribution.working')}</p>}
          {failure && (
            <p>
              {say('attribution.failed')} <InEnglish>{failure.message}</InEnglish> (<code>{failure.code}</code>)
            </p>
          )}
          {attributions?.map((attribution) => (
            <AttributionTable
              key={attribution.head}
              attribution={attribution}
              isProbability={probabilities.has(attribution.head)}
              windowCount={result.windows.used}
            />
          ))}
        </div>
      </details>
    </section>
  );
}
