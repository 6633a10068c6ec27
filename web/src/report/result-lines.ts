import type { ModelCard, Reason, ScreenResult } from 'leadwise';
import { joined, safetyText, say } from '../languages/translation';
import { areShipped } from '../self-test/shipped-weights';
import { leadsText } from '../ui/leads-text';
import { messagesByCode, unusableLeads, windowsText } from '../ui/quality-text';
import { asSentence, leadReasonText, plainReason } from '../ui/reason-text';
import { doubtSentence, recordingQuality, type RecordingQuality } from '../ui/recording-quality';
import {
  assumptionsText,
  cautionSentences,
  findingSentence,
  namedText,
  refusedText,
  scoreText,
  spreadText,
  untriedFormatSentences,
} from '../ui/result-text';
import { taskText } from '../ui/task-text';
import * as probabilityText from '../validated/probability-text';
import { claimsValidation, isValidated, type TaskResult } from '../validated/validated-answer';
import type { FileNaming } from './file-naming';
import { type HeadAnswer, headAnswers } from './head-answers';
import type { RecordAnswers } from './record-answers';
import { recordNotes } from './record-notes';
import type { TextLine } from './text-line';
import { postTestIn, taskResultIn, validatedIn } from './validated-heads';

/** The answer is found first. */
const headScale = 1.35;

/** What speaks against the recording, then the model's answer or why there is none, then what no score may be taken for. */
export function resultLines(answers: RecordAnswers, naming: FileNaming): TextLine[] {
  const { result, failure } = answers.screening;
  const answer = result?.abstained ?? (failure && naming.failure(failure));
  return [
    ...qualityLines(answers, naming),
    ...(answer ? noScoreLines(answer) : scoreLines(answers, headAnswers(answers, naming))),
    ...(result && !answer ? [{ text: windowsText(result.windows) }] : []),
    ...noChanceLines(answers),
    { text: cautionText(answers), bold: true, gap: 0.4, keep: 'warning' as const },
    { text: ownWeightsText(answers), bold: true, keep: 'warning' as const },
    ...(result ? assumptionLines(result) : []),
  ].filter(({ text }) => text !== '');
}

/** Of scores, which are no probabilities. */
function noChanceLines(answers: RecordAnswers): TextLine[] {
  const predictions = answers.screening.result?.predictions ?? [];
  const isScore = predictions.some((prediction) => !validatedIn(answers, prediction));
  return isScore ? [{ text: safetyText('result.no_chance'), keep: 'warning' }] : [];
}

/** The same sentence with and without a score. */
export function cautionText({ card, screening }: RecordAnswers): string {
  const predictions = screening.result?.predictions ?? [];
  const tested = predictions.length > 0 ? predictions.some((prediction) => claimsValidation(prediction, card)) : card.clinically_validated;
  return joined(cautionSentences(tested));
}

/** Empty where the weights are the shipped ones, and where nothing came of any. */
export function ownWeightsText({ card, screening }: RecordAnswers): string {
  return !screening.result || areShipped(card) ? '' : safetyText('weights.own_mark');
}

function qualityLines(answers: RecordAnswers, naming: FileNaming): TextLine[] {
  const { screening, measurement } = answers;
  const quality = recordingQuality(screening.result, measurement.result);
  const record = screening.result?.record ?? measurement.result?.record;
  const untried = record?.untried_format
    ? [{ text: joined(untriedFormatSentences(record.format)), bold: true, keep: 'warning' as const }]
    : [];
  const warnings = [...messagesByCode(quality.warnings)].map(([code, messages]) => ({
    text: say('report.warning', { text: `${plainReason(code)} ${asSentence(messages.join('; '))} (${code})` }),
    bold: true,
    // No score outlasts what speaks against it: answers leave from the end.
    keep: 'answer' as const,
  }));
  const unusable = [...unusableLeads(quality)].map(([code, leads]) => ({
    text: say('report.not_usable', {
      leads: leads.map(({ name }) => name).join(', '),
      reason: `${leadReasonText(code)} (${code})`,
    }),
  }));
  const notes = recordNotes(answers, naming).map(({ code, message }) => ({
    text: `${say('record-view.note', { code })} ${message}`,
    keep: 'answer' as const,
  }));
  return [...untried, ...doubtLines(quality), ...warnings, ...unusable, ...notes];
}

/** Why the whole recording is unusable, and that a score rests on what is. */
function doubtLines({ reason, doubt }: RecordingQuality): TextLine[] {
  return [
    ...(doubt ? [{ text: joined([doubtSentence(doubt)]), bold: true, keep: 'warning' as const }] : []),
    ...(reason ? [{ text: unusableText(reason), bold: true, keep: 'warning' as const }] : []),
  ];
}

function unusableText({ code, message }: Reason): string {
  return `${safetyText('measurements-panel.unusable')} ${plainReason(code)} ${asSentence(message)} (${code})`;
}

function noScoreLines({ code, message }: Reason | { code: string; message: string }): TextLine[] {
  const plain = plainReason(code);
  return [
    { text: safetyText('result.no_score_title'), bold: true, gap: 0.4, keep: 'warning' },
    { text: `${plain} ${safetyText('result.no_score')}`, keep: 'warning' },
    { text: message === plain ? code : `${code}: ${message}`, keep: 'answer' },
  ];
}

function scoreLines(answers: RecordAnswers, heads: HeadAnswer[]): TextLine[] {
  const tasks = [...new Set(heads.map(({ task }) => task))];
  return tasks.flatMap((task) =>
    taskLines(
      answers,
      task,
      heads.filter((head) => head.task === task),
    ),
  );
}

function taskLines(answers: RecordAnswers, task: string, heads: HeadAnswer[]): TextLine[] {
  const { title, scoreMeaning, probabilityMeaning } = taskText(task);
  const validated = taskResultIn(answers, task);
  const scored = heads.filter(({ prediction }) => !prediction || !validatedIn(answers, prediction));
  const meanings = [
    validated && probabilityMeaning,
    (scored.length > 0 || !validated) && scoreMeaning,
  ];
  return [
    { text: title, bold: true, gap: 0.4, keep: 'answer' },
    ...(validated ? probabilityLines(answers, validated) : []),
    ...scored.flatMap((head) => headLines(head, answers.card)),
    { text: meanings.filter(Boolean).join(' ') },
  ];
}

/** As on the page: the fullest head's probability, what it would be with the chosen prevalence, and how the others agree. */
function probabilityLines(answers: RecordAnswers, { result, others }: TaskResult): TextLine[] {
  const shifted = postTestIn(answers, result);
  const { positive, prediction } = result;
  const decimals = probabilityText.tellingDecimals(result);
  return [
    { text: namedText(leadsText(prediction.leads), probabilityText.percentText(result.probability, decimals)), bold: true, scale: headScale, keep: 'answer' },
    { text: `${begun(probabilityText.intervalText(result, decimals))}. ${probabilityText.thresholdText(result.threshold, decimals)} ${joined([probabilityText.prevalenceSentence(result)])}` },
    ...(prediction.windows.count > 1 ? [{ text: `${probabilityText.spreadText(result)}.` }] : []),
    ...(positive !== null ? [{ text: joined([findingSentence(positive)]), bold: true, keep: 'answer' as const }] : []),
    ...(shifted
      ? [{ text: `${probabilityText.postTestText(shifted, shifted.preTestPercent)}. ${safetyText('probability.post_test_meaning')}` }]
      : []),
    ...others.map((other) => ({ text: probabilityText.agreementText(result, other) })),
  ];
}

function headLines({ leads, prediction, reason }: HeadAnswer, card: ModelCard): TextLine[] {
  if (!prediction) return [{ text: `${refusedText(leads)} — ${reason?.message} (${reason?.code})`, bold: true, keep: 'answer' }];
  const { probability, positive, windows } = prediction;
  return [
    { text: namedText(leadsText(leads), scoreText(probability)), bold: true, scale: headScale, keep: 'answer' },
    ...(windows.count > 1 ? [{ text: spreadText(windows) }] : []),
    ...(positive !== null && isValidated(prediction, card) ? [{ text: joined([findingSentence(positive)]), keep: 'answer' as const }] : []),
  ];
}

function assumptionLines({ assumptions }: ScreenResult): TextLine[] {
  const text = assumptionsText(assumptions);
  return text ? [{ text: begun(text) }] : [];
}

/** As at the beginning of a sentence. */
function begun(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
