import type { EcgRecord } from 'leadwise';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import './ecg-paper.css';
import { PaperDrawing } from './paper-drawing';
import { type PaperLayout, layOutPaper } from './paper-layout';
import { PaperPager, pageStartS } from './paper-pager';
import { mmPerMillivolt, mmPerSecond } from './paper-scale';
import { coloursOf, pixelsPerMmFor, useScreenChanges } from './use-paper-canvas';

/** Of the paper's frame, both sides. */
const borderCssPixels = 2;

/** The recording on ECG paper, ten seconds a page, nothing filtered. */
export function EcgPaper({ record }: { record: EcgRecord }) {
  const [page, setPage] = useState(0);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { figure, changes } = useScreenChanges();
  const layout = useMemo(() => layOutPaper(record, pageStartS(page, record.duration_s)), [record, page]);
  useLayoutEffect(() => {
    if (canvas.current && figure.current) paint(canvas.current, figure.current, record, layout);
  }, [record, layout, changes]);
  return (
    <figure class="ecg-paper" ref={figure}>
      <figcaption>
        <span>
          {mmPerSecond} mm/s · {mmPerMillivolt} mm/mV · no filter, each lead centred · not to scale on a screen
        </span>
        <PaperPager durationS={record.duration_s} page={page} onPage={setPage} />
      </figcaption>
      <div class="ecg-paper-scroll" tabIndex={0} role="group" aria-label="ECG paper">
        <canvas ref={canvas} role="img" aria-label={describe(record)} />
      </div>
    </figure>
  );
}

function paint(canvas: HTMLCanvasElement, figure: HTMLElement, record: EcgRecord, layout: PaperLayout): void {
  const { widthMm, heightMm } = layout;
  const pixelsPerMm = pixelsPerMmFor(figure.clientWidth - borderCssPixels, layout, devicePixelRatio);
  canvas.width = widthMm * pixelsPerMm;
  canvas.height = heightMm * pixelsPerMm;
  canvas.style.width = `${canvas.width / devicePixelRatio}px`;
  canvas.style.height = `${canvas.height / devicePixelRatio}px`;
  // The drawing's own measures, for tests of its proportions.
  canvas.dataset['pixelsPerMm'] = String(pixelsPerMm);
  canvas.dataset['baselinesMm'] = layout.baselinesMm.join(' ');
  const context = canvas.getContext('2d', { alpha: false });
  if (context) new PaperDrawing(context, pixelsPerMm, coloursOf(canvas)).draw(record, layout);
}

function describe(record: EcgRecord): string {
  const leads = record.leads.map(({ name, label }) => name ?? label).join(', ');
  return (
    `ECG with ${record.leads.length} leads: ${leads}. ${record.duration_s.toFixed(1)} seconds at ` +
    `${record.sampling_rate_hz} hertz, drawn at ${mmPerSecond} millimetres per second and ` +
    `${mmPerMillivolt} millimetres per millivolt.`
  );
}
