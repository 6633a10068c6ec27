import { safetyText, say } from '../languages/translation';
import type { Measured } from '../screening/protocol';
import { beatsText, foremost, headText, measurementTitle, otherCorrections, rhythmText } from '../ui/measurement-text';
import { plainReason, valueReasonText } from '../ui/reason-text';
import { storedText } from '../ui/stored-measurements';
import type { Answer } from './record-answers';
import type { TextLine } from './text-line';

/** Rate, rhythm, intervals and axes: each value, or why there is none. */
export function measurementLines({ result, failure }: Answer<Measured>): TextLine[] {
  if (!result) return [{ text: `${say('measurements-panel.not_measured')} ${plainReason(failure.code)} (${failure.code})` }];
  const [rate, ...others] = foremost.map((name) => valueLine(name, result));
  const rhythm = { label: say('measurements-panel.rhythm'), text: `${rhythmText(result.rhythm.regularity)}, ${beatsText(result.beats)}` };
  return [...unusableLines(result), ...(rate ? [rate] : []), rhythm, ...others];
}

function unusableLines({ quality: { usability, reason } }: Measured): TextLine[] {
  if (usability !== 'unusable' || !reason) return [];
  return [{ text: `${safetyText('measurements-panel.unusable')} ${plainReason(reason.code)} (${reason.code})`, bold: true, keep: 'warning' }];
}

function valueLine(name: string, measured: Measured): TextLine {
  const value = measured.measurements[name] ?? null;
  const { reason = null, stored = null } = measured.measurement_details[name] ?? {};
  const parts = [
    value === null ? `— ${reason ? valueReasonText(reason.code) : ''}` : headText(name, value),
    name === 'qtc_fridericia_ms' && value !== null && corrections(measured),
    stored && say('report.file_value', { value: storedText(stored) }),
  ];
  return { label: measurementTitle(name), text: parts.filter(Boolean).join(' ') };
}

/** "(Bazett 423, Framingham 412, Hodges 408)" */
function corrections({ measurements }: Measured): string {
  const others = otherCorrections
    .map((name) => ({ title: measurementTitle(name).replace('QTc ', ''), value: measurements[name] ?? null }))
    .filter(({ value }) => value !== null)
    .map(({ title, value }) => `${title} ${Math.round(value ?? 0)}`);
  return others.length > 0 ? `(${others.join(', ')})` : '';
}
