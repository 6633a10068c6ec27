import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { say } from '../languages/translation';
import { KeptTiles, type PaintedPaper, paintPaper } from './paint-paper';
import type { PaperColours } from './paper-canvas';
import { coloursOf } from './paper-colours';
import './paper-sheet.css';
import { useDragging } from './use-dragging';
import type { Screen } from './use-screen';
import { type PointOfZoom, useZoomGestures } from './use-zoom-gestures';

export interface SheetProps extends PaintedPaper {
  box: RefObject<HTMLDivElement>;
  screen: Screen;
  /** Where the paper is larger than the page lets it be, it scrolls in both directions. */
  zoomed: boolean;
  label: string;
  onZoom: (pixelsPerMm: number) => void;
  onFit: () => void;
  /** The time where a page's rows begin, once scrolling has come to rest. */
  onRest: (startS: number) => void;
  onTap: (xMm: number, yMm: number) => void;
  /** Lies over the paper, measured in its CSS pixels. */
  children: ComponentChildren;
}

const restMs = 150;
const paperStart: PointOfZoom = { x: 0, y: 0 };

/** The paper in a frame that scrolls. The canvas is as large as the frame and shows what is in view. */
export function PaperSheet(props: SheetProps) {
  const { box, layout, pixelsPerMm, screen, zoomed, label, delineation, march, explained, children } = props;
  const cssPixelsPerMm = pixelsPerMm / screen.pixelRatio;
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const colours = useRef<PaperColours | null>(null);
  const zoomPoint = useRef<PointOfZoom | null>(null);
  const shown = useRef({ screen, pixelsPerMm });
  const kept = useMemo(() => new KeptTiles(), []);
  useEffect(() => () => kept.forget(), []);
  const paintNow = () => {
    if (!canvas.current || !box.current || !colours.current) return;
    const { pixelRatio } = latest.current.screen;
    const left = Math.round(box.current.scrollLeft * pixelRatio);
    const top = Math.round(box.current.scrollTop * pixelRatio);
    paintPaper(canvas.current, latest.current, { left, top }, colours.current, kept);
  };
  useLayoutEffect(() => {
    if (canvas.current) colours.current = coloursOf(canvas.current);
  }, [screen.changes]);
  useLayoutEffect(() => {
    // Before the frame was measured there is no scale to paint at.
    if (!canvas.current || !box.current || screen.widthCss === 0) return;
    fillFrame(canvas.current, box.current, latest.current);
    const resized = shown.current.screen !== screen;
    const factor = cssPixelsPerMm / (shown.current.pixelsPerMm / shown.current.screen.pixelRatio);
    if (shown.current.screen.widthCss > 0) keepInPlace(box.current, resized ? paperStart : zoomPoint.current, factor);
    shown.current = { screen, pixelsPerMm };
    zoomPoint.current = null;
    paintNow();
  }, [layout, pixelsPerMm, screen, zoomed, delineation, march, explained]);
  useScrolling(box, paintNow, latest);
  useZoomGestures(box, zoomPoint, latest);
  useDragging(box, latest);
  const css = (mm: number) => `${mm * cssPixelsPerMm}px`;
  return (
    <div
      class={`ecg-paper-scroll ${zoomed ? 'zoomed' : ''}`}
      ref={box}
      tabIndex={0}
      role="group"
      aria-label={say('paper.label')}
      dir="ltr"
    >
      <div class="paper-sheet" style={{ width: css(layout.widthMm), height: css(layout.heightMm) }}>
        <canvas ref={canvas} role="img" aria-label={label} />
        {children}
      </div>
    </div>
  );
}

/** Whole pixels of the device, and no more than the frame shows. */
function fillFrame(canvas: HTMLCanvasElement, box: HTMLElement, { layout, pixelsPerMm, screen }: SheetProps): void {
  const paper = { width: Math.ceil(layout.widthMm * pixelsPerMm), height: Math.ceil(layout.heightMm * pixelsPerMm) };
  const width = Math.min(paper.width, Math.ceil(box.clientWidth * screen.pixelRatio));
  const height = Math.min(paper.height, Math.ceil(box.clientHeight * screen.pixelRatio));
  // Even the size that it has makes a canvas begin anew.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.style.width = `${canvas.width / screen.pixelRatio}px`;
  canvas.style.height = `${canvas.height / screen.pixelRatio}px`;
  // The drawing's own measures, for tests of its proportions.
  canvas.dataset['pixelsPerMm'] = String(pixelsPerMm);
  canvas.dataset['baselinesMm'] = layout.baselinesMm.join(' ');
}

/** What was under the fingers stays there. */
function keepInPlace(box: HTMLElement, point: PointOfZoom | null, factor: number): void {
  if (factor === 1) return;
  const { x, y } = point ?? { x: box.clientWidth / 2, y: box.clientHeight / 2 };
  box.scrollLeft = (box.scrollLeft + x) * factor - x;
  box.scrollTop = (box.scrollTop + y) * factor - y;
}

/** Draws at most once a frame while the frame scrolls. */
function useScrolling(box: SheetProps['box'], paintNow: () => void, latest: RefObject<SheetProps>): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let frame = 0;
    let rest = 0;
    const scrolled = () => {
      if (frame === 0) frame = requestAnimationFrame(() => ((frame = 0), paintNow()));
      clearTimeout(rest);
      rest = window.setTimeout(() => latest.current && latest.current.onRest(leftTimeS(element, latest.current)), restMs);
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      element.removeEventListener('scroll', scrolled);
      cancelAnimationFrame(frame);
      clearTimeout(rest);
    };
  }, []);
}

function leftTimeS(box: HTMLElement, { layout, pixelsPerMm, screen }: SheetProps): number {
  return layout.startS + (box.scrollLeft * screen.pixelRatio) / pixelsPerMm / layout.mmPerSecond;
}
