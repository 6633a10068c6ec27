import type { EcgRecord } from 'leadwise';
import type { PlainKey } from '../languages/keys';
import { say } from '../languages/translation';
import type { FileNaming } from './file-naming';
import { drawFurtherPages } from './further-pages';
import { bodyTopMm, contentMm, drawFoot, drawHead, drawTraceAbove, marginMm, planFoot, planTrace } from './page-parts';
import { PdfPage } from './pdf-page';
import { provenanceLines, versionOf } from './provenance-lines';
import type { RecordAnswers } from './record-answers';
import { recordFacts } from './record-facts-line';
import { referralSentences } from './referral-sentences';
import { sha256OfText } from './sha256';
import { drawColumns, fitColumns, textsIn } from './text-columns';

const mostTraceMm = 112;
const formMm = 88;
const gapMm = 6;
const lineStepMm = 8;
/** Left empty: nothing of the patient is in the page, so nothing of them can be in its print. */
const blanks: (PlainKey | null)[] = [
  'report.name',
  'report.birth',
  'report.clinician',
  'report.referred_to',
  'report.question',
  null,
];

/** A note to go with an ECG: lines to be filled in by hand, what was found, and the trace. */
export function referralPdf(
  answers: RecordAnswers,
  naming: FileNaming,
  record: EcgRecord,
  startS: number,
): ArrayBuffer {
  const provenance = provenanceLines(answers, naming);
  const sentences = {
    xMm: marginMm + formMm + gapMm,
    widthMm: contentMm - formMm - gapMm,
    lines: referralSentences(answers, naming),
  };
  const said = [...provenance, ...textsIn([sentences])];
  const identity = sha256OfText(['referral', naming.record(answers), startS, ...said].join('\n')).slice(0, 32);
  const page = new PdfPage(say('report.referral_title'), `Leadwise ${versionOf(answers)}`, identity);
  const drawPageHead = () => drawHead(page, say('report.referral_head'), answers.stated, recordFacts(answers, naming, record));
  drawPageHead();
  const foot = planFoot(page, provenance);
  const footTopMm = foot.topMm - 1;
  const { layout, heightMm } = planTrace({ record, startS, mostMm: mostTraceMm });
  drawBlanks(page);
  const fitted = fitColumns(page, [sentences], footTopMm - heightMm - 1 - bodyTopMm);
  drawColumns(page, fitted, bodyTopMm);
  drawTraceAbove(page, record, layout, footTopMm);
  drawFoot(page, foot);
  if (fitted.crowded) drawFurtherPages(page, [sentences], drawPageHead);
  return page.bytes();
}

function drawBlanks(page: PdfPage): void {
  blanks.forEach((title, index) => {
    const yMm = bodyTopMm + (index + 0.75) * lineStepMm;
    page.text(title === null ? '' : say(title), marginMm, yMm, { sizePt: 8.5 });
    page.polylines([[marginMm + 24, yMm + 0.8, marginMm + formMm, yMm + 0.8]], '#51606d', 0.2);
  });
}
