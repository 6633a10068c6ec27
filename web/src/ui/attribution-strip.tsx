import type { ScreenResult } from 'leadwise';
import type { ExplainedRecord } from '../paper/explained-record';
import './attribution-strip.css';
import { AttributionTable } from './attribution-table';
import { meaning, title } from './attribution-text';

interface Props {
  explanation: ExplainedRecord;
  result: ScreenResult;
}

/** Which leads and waves the scores rest on; worked out only when it is opened. */
export function AttributionStrip({ explanation, result }: Props) {
  const { attributions, failure, working, ask } = explanation;
  return (
    <section class="card attribution-strip">
      <details onToggle={(event) => event.currentTarget.open && ask()}>
        <summary>
          {title} <span class="research-mark">Research use only</span>
        </summary>
        <p>{meaning}</p>
        <div aria-live="polite" aria-busy={working}>
          {working && <p class="quiet">Working it out…</p>}
          {failure && (
            <p>
              It could not be worked out: {failure.message} (<code>{failure.code}</code>)
            </p>
          )}
          {attributions?.map((attribution) => (
            <AttributionTable key={attribution.head} attribution={attribution} windowCount={result.windows.used} />
          ))}
        </div>
      </details>
    </section>
  );
}
