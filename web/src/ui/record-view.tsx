import type { BedsideValues } from 'leadwise';
import { useState } from 'preact/hooks';
import { say } from '../languages/translation';
import { EcgPaper } from '../paper/ecg-paper';
import type { Entry, Session } from '../screening/session';
import type { PreTests } from '../validated/pre-tests';
import { useModelCard } from '../validated/use-model-card';
import { AnsweredFacts } from './answered-facts';
import { AttributionStrip } from './attribution-strip';
import { criteriaInForce } from './criteria-in-force';
import { CriteriaPanel } from './criteria-panel';
import { ExportPanel } from './export-panel';
import { FailedRecord } from './failed-record';
import { FailurePanel } from './failure-panel';
import { LeadExploration } from './lead-exploration';
import { MeasurementsPanel } from './measurements-panel';
import { PatientFactsForm } from './patient-facts-form';
import { PrintIdentity } from './print-identity';
import { PrintTrace } from './print-trace';
import { Provenance } from './provenance';
import { QualityWarnings } from './quality-warnings';
import { recordingQuality } from './recording-quality';
import { RecordFacts } from './record-facts';
import './record-view.css';
import { isUnderAge } from './stated-facts';
import { ResultPanel } from './result-panel';
import { UnmeasuredNote } from './unmeasured-note';
import { UntriedFormatBanner } from './untried-format-banner';
import { useExplanation } from './use-explanation';
import { useMeasurement } from './use-measurement';
import { useRecord } from './use-record';
import { useStatedFacts } from './use-stated-facts';

/** One record: what it is, what speaks against it, the model's answer, its trace; then what is measured, its signs. */
export function RecordView({ session, entry }: { session: Session; entry: Entry }) {
  const { record, failure: unread, again } = useRecord(session, entry);
  const [bedside, setBedside] = useState<BedsideValues>({});
  const [preTests, setPreTests] = useState<PreTests>({});
  const [shownStartS, setShownStartS] = useState(0);
  const stated = useStatedFacts(session, entry, record !== null);
  const measurement = useMeasurement(session, entry, { readable: record !== null, bedside });
  const { measured, failure } = measurement;
  const { state } = entry;
  // Without its trace and its measurements nobody could tell what a score is worth.
  const screened = state.kind === 'screened' && !unread ? state.result : null;
  const { warnings, doubt, reason } = recordingQuality(screened, measured);
  const { card, failure: cardUnread, again: readCard } = useModelCard(session, screened?.model.sha256 ?? null);
  const explained = useExplanation(session, entry, { result: screened, card });
  const isReading = state.kind === 'waiting' || state.kind === 'working' || (screened !== null && !card && !cardUnread);
  const answer = (options: Entry['options']) => void session.answer(entry.id, options);
  const use = () => session.use();
  return (
    <article class="record-view" aria-labelledby="record-title" onPointerDown={use} onKeyDown={use}>
      <header class="record-title">
        <h2 id="record-title" tabIndex={-1} translate={false}>{entry.name}</h2>
        {entry.folder && <p class="quiet record-folder">{say('record-view.in_folder', { folder: entry.folder })}</p>}
        {entry.files.some(({ shared }) => shared) && <p class="record-note">{say('record-view.shared')}</p>}
        {record && <RecordFacts record={record} stated={stated} entry={entry} />}
        <AnsweredFacts options={entry.options} onChange={answer} />
        <PrintIdentity entry={entry} />
      </header>
      {record?.untried_format && <UntriedFormatBanner format={record.format} />}
      <div class="record-answer" aria-live="polite" aria-busy={isReading}>
        <QualityWarnings warnings={warnings} />
        {screened && card && (
          <ResultPanel result={screened} doubt={doubt} card={card} preTests={preTests} onPreTests={setPreTests} />
        )}
        {state.kind === 'screened' && unread && <FailurePanel title={say('app.withheld')} failure={unread} onRetry={again} />}
        {screened && cardUnread && <FailurePanel title={say('app.withheld')} failure={cardUnread} onRetry={readCard} />}
        {state.kind === 'failed' && <FailedRecord session={session} entry={entry} failure={state.failure} />}
        {isReading && <p class="card">{say('result.reading')}</p>}
      </div>
      {record && (
        <EcgPaper
          record={record}
          delineation={measured?.delineation ?? null}
          beat={measured?.representative_beat ?? null}
          explained={explained}
          onStart={setShownStartS}
        />
      )}
      {screened && <Provenance result={screened} />}
      {/* On paper before the measurements: with the answer it mostly stands on the first page, and they on one of the two. */}
      {record && <PrintTrace entry={entry} record={record} startS={shownStartS} />}
      {screened && <PatientFactsForm result={screened} stated={stated} known={entry.options} onAnswer={answer} />}
      {screened && explained && <AttributionStrip explanation={explained} result={screened} />}
      {measured && <MeasurementsPanel measured={measured} screened={screened?.quality ?? null} />}
      {failure && <UnmeasuredNote failure={failure} />}
      {/* Printed too: a page without measurements must say why. */}
      {record && !measured && !failure && (
        <p class="card measuring-note" role="status">
          {say('measurements-panel.measuring')}
        </p>
      )}
      {(screened || state.kind === 'failed') && (
        <ExportPanel {...{ session, entry, record, bedside, preTests, shownStartS }} />
      )}
      {measured && (
        <CriteriaPanel
          criteria={criteriaInForce(measured.criteria, measurement.bedside, bedside)}
          unusable={reason !== null}
          underAge={isUnderAge(stated, entry.options)}
          bedside={measurement.bedside === bedside ? bedside : {}}
          onBedside={setBedside}
        />
      )}
      {screened && card && <LeadExploration session={session} entry={entry} result={screened} card={card} />}
    </article>
  );
}
