import type { EcgRecord } from 'leadwise';
import { useMemo } from 'preact/hooks';
import { labelHeightMm, largeSquareMm, smallSquareMm } from '../report/paper-source';
import { traceCaption } from '../report/trace-caption';
import { drawTrace, gridLines } from '../report/trace-drawing';
import { layOutTrace } from '../report/trace-layout';
import { pathOf } from '../report/trace-svg';
import type { Entry } from '../screening/session';
import { useFileHash } from './print-identity';
import './print-trace.css';
import { useWhenIdle } from './use-when-idle';

/**
 * So that it stands with a result on one page of A4, in two languages too; where it needs less, as most normal ECGs do, the measurements
 * stand there as well. Less height cuts off more: at 96 mm waves of half of 40 recordings of PTB-XL, at 112 of a quarter.
 */
const mostHeightMm = 112;

interface Props {
  entry: Entry;
  record: EcgRecord;
  /** Where the part in view begins. */
  startS: number;
}

/**
 * The trace as it is printed with the page, in true millimetres: the canvas on the screen is fitted to the window. It waits
 * until the screen shows the ECG.
 */
export function PrintTrace(props: Props) {
  return useWhenIdle() ? <DrawnTrace {...props} /> : null;
}

function DrawnTrace({ entry, record, startS }: Props) {
  const layout = useMemo(() => layOutTrace(record, startS, mostHeightMm), [record, startS]);
  const drawing = useMemo(() => drawTrace(record, layout), [record, layout]);
  const fileHash = useFileHash(entry);
  const { widthMm, heightMm } = layout;
  return (
    <figure class="print-trace" aria-hidden="true">
      <figcaption>
        {fileHash} · {traceCaption(record, layout, drawing.cutOff)}
      </figcaption>
      <svg width={`${widthMm}mm`} height={`${heightMm}mm`} viewBox={`0 0 ${widthMm} ${heightMm}`}>
        <path class="print-small-squares" d={pathOf(gridLines(widthMm, heightMm, smallSquareMm))} />
        <path class="print-large-squares" d={pathOf(gridLines(widthMm, heightMm, largeSquareMm))} />
        {drawing.labels.map(({ text, xMm, yMm }, index) => (
          <text key={index} x={xMm} y={yMm} font-size={labelHeightMm}>
            {text}
          </text>
        ))}
        <path class="print-ticks" d={pathOf(drawing.ticks)} />
        <path class="print-wave" d={pathOf([...drawing.pulses, ...drawing.traces])} />
      </svg>
    </figure>
  );
}
