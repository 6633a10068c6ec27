import type { ModelCard, ScreenResult } from 'leadwise';
import { type PreTests, withPreTest } from '../validated/pre-tests';
import { ProbabilityResult } from '../validated/probability-result';
import { taskResult } from '../validated/validated-answer';
import { AbstentionPanel } from './abstention-panel';
import { AgreementLine } from './agreement-line';
import { DoubtWarning } from './doubt-warning';
import { LowScoreCaution } from './low-score-caution';
import { QualityLine } from './quality-line';
import type { ScoreDoubt } from './recording-quality';
import './result-panel.css';
import { RefusedRow } from './refused-row';
import { ResearchMark } from './research-mark';
import { SafetyText } from './safety-text';
import { ScorePremises } from './score-premises';
import { ScoreRow } from './score-row';
import { taskText } from './task-text';
import { WindowsLine } from './windows-line';

interface Props {
  result: ScreenResult;
  /** What measuring holds against the scores; null where nothing, and until it is measured. */
  doubt: ScoreDoubt | null;
  /** Of the weights that gave the result: a probability is only shown where it allows it. */
  card: ModelCard;
  preTests: PreTests;
  onPreTests: (preTests: PreTests) => void;
}

/** The model's answer for one record, with everything that must stand beside it. */
export function ResultPanel(props: Props) {
  const { result, doubt, card } = props;
  if (result.abstained) return <AbstentionPanel result={result} reason={result.abstained} />;
  return (
    <section class="card result-panel" aria-labelledby="result-title">
      {doubt && <DoubtWarning doubt={doubt} />}
      <QualityLine quality={result.quality} />
      {tasksIn(result).map((task, place) => (
        <TaskScores key={task} task={task} titleId={place === 0 ? 'result-title' : null} {...props} />
      ))}
      <WindowsLine windows={result.windows} />
      <LowScoreCaution predictions={result.predictions} card={card} />
      <ScorePremises result={result} />
    </section>
  );
}

function tasksIn({ predictions, refused }: ScreenResult): string[] {
  return [...new Set([...predictions, ...refused].map(({ task }) => task))];
}

interface TaskProps extends Props {
  task: string;
  /** The first task's title names the panel. */
  titleId: string | null;
}

function TaskScores({ task, titleId, result, card, preTests, onPreTests }: TaskProps) {
  const { title, scoreMeaning, probabilityMeaning } = taskText(task);
  const predictions = result.predictions.filter((prediction) => prediction.task === task);
  const refused = result.refused.filter((refusal) => refusal.task === task);
  const validated = taskResult(predictions, card);
  const isShown = (head: string) => [validated?.result, ...(validated?.others ?? [])].some((answer) => answer?.prediction.head === head);
  const scored = predictions.filter(({ head }) => !isShown(head));
  return (
    <div class="task-scores">
      <div>
        <h3 {...(titleId && { id: titleId })} class="marked-title">
          {title} <ResearchMark />
        </h3>
        <p class="quiet">
          {validated && probabilityMeaning} {(scored.length > 0 || !validated) && scoreMeaning}{' '}
          {scored.length > 0 && <SafetyText name="result.no_chance" />}
        </p>
      </div>
      <div class="scores">
        {validated && (
          <ProbabilityResult
            task={validated}
            preTestPercent={preTests[task] ?? null}
            onPreTest={(percent) => onPreTests(withPreTest(preTests, task, percent))}
          />
        )}
        {scored.map((prediction) => (
          <ScoreRow key={prediction.head} prediction={prediction} card={card} />
        ))}
        {refused.map((refusal) => (
          <RefusedRow key={refusal.head} refusal={refusal} />
        ))}
      </div>
      <AgreementLine predictions={scored} />
    </div>
  );
}
