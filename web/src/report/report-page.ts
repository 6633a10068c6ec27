import type { EcgRecord } from 'leadwise';
import { safetyText, say } from '../languages/translation';
import { criterionLines } from './criterion-lines';
import type { FileNaming } from './file-naming';
import { drawFurtherPages } from './further-pages';
import { measurementLines } from './measurement-lines';
import { bodyTopMm, contentMm, drawFoot, drawHead, drawTraceAbove, marginMm, planFoot, planTrace } from './page-parts';
import { PdfPage } from './pdf-page';
import { provenanceLines, versionOf } from './provenance-lines';
import { recordFacts } from './record-facts-line';
import type { RecordAnswers } from './record-answers';
import { resultLines } from './result-lines';
import { sha256OfText } from './sha256';
import { type Column, drawColumns, fitColumns, textsIn } from './text-columns';
import { isUnderAge } from '../ui/stated-facts';
import type { TextLine } from './text-line';

const mostTraceMm = 116;
const gapMm = 4;
const widthsMm = { result: 74, measurements: 49 };
const lettersInRow = 55;
/** The heading of the signs and the sentence below it. */
const leastAbove = 2;

/** One page with the answers, the trace in true millimetres, and what it takes to get both again; more where that is crowded. */
export function reportPdf(answers: RecordAnswers, naming: FileNaming, record: EcgRecord, startS: number): ArrayBuffer {
  const provenance = provenanceLines(answers, naming);
  const columns = columnsOf(answers, naming);
  const identity = sha256OfText([naming.record(answers), startS, ...provenance, ...textsIn(columns)].join('\n')).slice(0, 32);
  const page = new PdfPage(say('report.report_title'), `Leadwise ${versionOf(answers)}`, identity);
  const drawPageHead = () => drawHead(page, say('report.report_head'), answers.stated, recordFacts(answers, naming, record));
  drawPageHead();
  const foot = planFoot(page, provenance);
  const footTopMm = foot.topMm - 1;
  const { layout, heightMm } = planTrace({ record, startS, mostMm: mostTraceMm });
  const mostMm = footTopMm - heightMm - 1 - bodyTopMm;
  const fitted = fitColumns(page, columns, mostMm);
  drawColumns(page, fitted, bodyTopMm);
  drawTraceAbove(page, record, layout, footTopMm);
  drawFoot(page, foot);
  if (fitted.crowded) drawFurtherPages(page, columns, drawPageHead);
  return page.bytes();
}

function columnsOf(answers: RecordAnswers, naming: FileNaming): Column[] {
  const { result } = answers.measurement;
  const measurements = [heading(say('measurements-panel.title')), ...measurementLines(answers.measurement)];
  const criteria = result ? criterionLines(result.criteria, answers.bedside) : [];
  const signs = [
    heading(say('criteria-panel.title')),
    warning(safetyText('criteria-panel.absent_sign')),
    ...(isUnderAge(answers.stated, answers.options) ? [warning(safetyText('criteria-panel.under_age'))] : []),
    ...(result?.quality.usability === 'unusable' ? [warning(safetyText('criteria-panel.unusable'))] : []),
    ...criteria,
  ];
  const [first, second] = halves(signs);
  const signsMm = (contentMm - widthsMm.result - widthsMm.measurements - 3 * gapMm) / 2;
  const signsXMm = marginMm + widthsMm.result + widthsMm.measurements + 2 * gapMm;
  return [
    { xMm: marginMm, widthMm: widthsMm.result, lines: resultLines(answers, naming) },
    {
      xMm: marginMm + widthsMm.result + gapMm,
      widthMm: widthsMm.measurements,
      lines: measurements,
    },
    { xMm: signsXMm, widthMm: signsMm, lines: first },
    { xMm: signsXMm + signsMm + gapMm, widthMm: signsMm, lines: second },
  ];
}

function heading(text: string): TextLine {
  return { text, bold: true, keep: 'answer' };
}

function warning(text: string): TextLine {
  return { text, bold: true, keep: 'warning' };
}

/** By how many rows they take, so that both are about as high; what stands above the signs stays there. */
function halves(lines: TextLine[]): [TextLine[], TextLine[]] {
  const rows = lines.map(({ text }) => Math.ceil(text.length / lettersInRow));
  const half = rows.reduce((sum, count) => sum + count, 0) / 2;
  let read = 0;
  const middle = rows.findIndex((count, index) => (read += count) > half && index >= leastAbove);
  return middle < 0 ? [lines, []] : [lines.slice(0, middle), lines.slice(middle)];
}
