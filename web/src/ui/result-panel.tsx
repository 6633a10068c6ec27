import type { ScreenResult } from 'leadwise';
import { AbstentionPanel } from './abstention-panel';
import { LowScoreCaution } from './low-score-caution';
import { Provenance } from './provenance';
import { QualityLine } from './quality-line';
import './result-panel.css';
import { RefusedRow } from './refused-row';
import { ResearchMark } from './research-mark';
import { SafetyText } from './safety-text';
import { ScoreRow } from './score-row';
import { taskText } from './task-text';
import { WindowsLine } from './windows-line';

/** The model's answer for one record, with everything that must stand beside it. */
export function ResultPanel({ result }: { result: ScreenResult }) {
  if (result.abstained) return <AbstentionPanel result={result} reason={result.abstained} />;
  return (
    <section class="card result-panel" aria-labelledby="result-title">
      <QualityLine quality={result.quality} />
      {tasksIn(result).map((task) => (
        <TaskScores key={task} task={task} result={result} />
      ))}
      <WindowsLine windows={result.windows} />
      <LowScoreCaution predictions={result.predictions} />
      <Provenance result={result} />
    </section>
  );
}

function tasksIn({ predictions, refused }: ScreenResult): string[] {
  return [...new Set([...predictions, ...refused].map(({ task }) => task))];
}

function TaskScores({ task, result }: { task: string; result: ScreenResult }) {
  const { title, scoreMeaning } = taskText(task);
  const predictions = result.predictions.filter((prediction) => prediction.task === task);
  const refused = result.refused.filter((refusal) => refusal.task === task);
  const untested = predictions.some((prediction) => !prediction.clinically_validated);
  return (
    <div class="task-scores">
      <div>
        <h3 id="result-title" class="marked-title">
          {title} <ResearchMark />
        </h3>
        <p class="quiet">
          {scoreMeaning} {untested && <SafetyText name="result.no_chance" />}
        </p>
      </div>
      <div class="scores">
        {predictions.map((prediction) => (
          <ScoreRow key={prediction.head} prediction={prediction} />
        ))}
        {refused.map((refusal) => (
          <RefusedRow key={refusal.head} refusal={refusal} />
        ))}
      </div>
    </div>
  );
}
