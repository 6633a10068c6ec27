import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { type March, marchPlaces } from './calipers';
import { coloursOf } from './paper-colours';
import { PaperDrawing, type PaperColours, type PaperView } from './paper-drawing';
import type { PaperLayout } from './paper-layout';
import './paper-sheet.css';
import type { Screen } from './use-screen';
import { type Delineation, placeWaves } from './wave-places';
import { type PointOfZoom, useZoomGestures } from './use-zoom-gestures';
import { useDragging } from './use-dragging';

export interface SheetProps {
  box: RefObject<HTMLDivElement>;
  layout: PaperLayout;
  samplingRateHz: number;
  pixelsPerMm: number;
  screen: Screen;
  /** Where the paper is larger than the page lets it be, it scrolls in both directions. */
  zoomed: boolean;
  label: string;
  /** Null where they are not to be shown. */
  delineation: Delineation | null;
  march: March | null;
  onZoom: (pixelsPerMm: number) => void;
  onFit: () => void;
  /** The time at the left edge, once scrolling has come to rest. */
  onRest: (startS: number) => void;
  onTap: (xMm: number, yMm: number) => void;
  /** Lies over the paper, measured in its CSS pixels. */
  children: ComponentChildren;
}

const restMs = 150;

/** The paper in a frame that scrolls. The canvas is as large as the frame and shows what is in view. */
export function PaperSheet(props: SheetProps) {
  const { box, layout, pixelsPerMm, screen, zoomed, label, delineation, march, children } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const colours = useRef<PaperColours | null>(null);
  const zoomPoint = useRef<PointOfZoom | null>(null);
  const shownPixelsPerMm = useRef(pixelsPerMm);
  const paintNow = () => {
    if (canvas.current && box.current && colours.current) {
      paint(canvas.current, box.current, colours.current, latest.current);
    }
  };
  useLayoutEffect(() => {
    if (canvas.current) colours.current = coloursOf(canvas.current);
  }, [screen.changes]);
  useLayoutEffect(() => {
    if (!canvas.current || !box.current) return;
    fillFrame(canvas.current, box.current, latest.current);
    keepInPlace(box.current, zoomPoint.current, pixelsPerMm / shownPixelsPerMm.current);
    shownPixelsPerMm.current = pixelsPerMm;
    zoomPoint.current = null;
    paintNow();
  }, [layout, pixelsPerMm, screen, zoomed, delineation, march]);
  useScrolling(box, paintNow, latest);
  useZoomGestures(box, zoomPoint, latest);
  useDragging(box, latest);
  const css = (mm: number) => `${(mm * pixelsPerMm) / screen.pixelRatio}px`;
  const style = useMemo(
    () => ({ width: css(layout.widthMm), height: css(layout.heightMm) }),
    [layout, pixelsPerMm, screen.pixelRatio],
  );
  return (
    <div
      class={`ecg-paper-scroll ${zoomed ? 'zoomed' : ''}`}
      ref={box}
      tabIndex={0}
      role="group"
      aria-label="ECG paper"
    >
      <div class="paper-sheet" style={style}>
        <canvas ref={canvas} role="img" aria-label={label} />
        {children}
      </div>
    </div>
  );
}

/** Whole pixels of the device, and no more than the frame shows. */
function fillFrame(canvas: HTMLCanvasElement, box: HTMLElement, { layout, pixelsPerMm, screen }: SheetProps): void {
  const paper = { width: Math.ceil(layout.widthMm * pixelsPerMm), height: Math.ceil(layout.heightMm * pixelsPerMm) };
  canvas.width = Math.min(paper.width, Math.ceil(box.clientWidth * screen.pixelRatio));
  canvas.height = Math.min(paper.height, Math.ceil(box.clientHeight * screen.pixelRatio));
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

function paint(canvas: HTMLCanvasElement, box: HTMLElement, colours: PaperColours, props: SheetProps): void {
  const { layout, samplingRateHz, pixelsPerMm, screen, delineation, march } = props;
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) return;
  const left = Math.round(box.scrollLeft * screen.pixelRatio);
  const top = Math.round(box.scrollTop * screen.pixelRatio);
  const view: PaperView = {
    leftMm: left / pixelsPerMm,
    rightMm: (left + canvas.width) / pixelsPerMm,
    topMm: top / pixelsPerMm,
    bottomMm: (top + canvas.height) / pixelsPerMm,
  };
  context.setTransform(1, 0, 0, 1, -left, -top);
  new PaperDrawing(context, pixelsPerMm, colours, view).draw({
    samplingRateHz,
    layout,
    waves: delineation ? placeWaves(delineation, layout, view) : [],
    marchMm: march ? marchPlaces(march, view) : [],
  });
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
  const leftMm = (box.scrollLeft * screen.pixelRatio) / pixelsPerMm;
  return layout.startS + Math.max(0, leftMm - layout.rowStartMm) / layout.mmPerSecond;
}
