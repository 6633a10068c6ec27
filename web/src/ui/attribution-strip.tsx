import type { Attribution, ScreenResult } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import { say } from '../languages/translation';
import { failureFrom } from '../screening/failure';
import type { Failure } from '../screening/protocol';
import type { Entry, Session } from '../screening/session';
import './attribution-strip.css';
import { AttributionTable } from './attribution-table';
import { InEnglish } from './in-english';
import { ResearchMark } from './research-mark';

interface Props {
  session: Session;
  entry: Entry;
  result: ScreenResult;
}

/** Which leads and waves the scores rest on; worked out only when it is opened. */
export function AttributionStrip({ session, entry, result }: Props) {
  const [open, setOpen] = useState(false);
  const { attributions, failure } = useAttributions(session, entry, open);
  return (
    <section class="card attribution-strip">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {say('attribution.title')} <ResearchMark />
        </summary>
        <p>{say('attribution.meaning')}</p>
        <div aria-live="polite" aria-busy={open && !attributions && !failure}>
          {open && !attributions && !failure && <p class="quiet">{say('attribution.working')}</p>}
          {failure && (
            <p>
              {say('attribution.failed')} <InEnglish>{failure.message}</InEnglish> (<code>{failure.code}</code>)
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

interface Explained {
  attributions: Attribution[] | null;
  failure: Failure | null;
}

function useAttributions(session: Session, entry: Entry, wanted: boolean): Explained {
  const [explained, setExplained] = useState<Explained>({ attributions: null, failure: null });
  useEffect(() => {
    let shown = wanted && !explained.attributions;
    if (shown) {
      session.explain(entry).then(
        (attributions) => shown && setExplained({ attributions: attributions ?? [], failure: null }),
        (rejection: unknown) => shown && setExplained({ attributions: null, failure: failureFrom(rejection) }),
      );
    }
    return () => {
      shown = false;
    };
  }, [wanted]);
  return explained;
}
