import type { MutableRef } from 'preact/hooks';
import { useEffect } from 'preact/hooks';
import type { SheetProps } from './paper-sheet';

const tapCssPixels = 4;

/** A mouse drags the paper, as a finger does; a press that does not move is a tap on it. */
export function useDragging(box: SheetProps['box'], latest: MutableRef<SheetProps>): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    let from: { x: number; y: number; left: number; top: number } | null = null;
    const down = (event: PointerEvent) => {
      const onPaper = event.target instanceof HTMLCanvasElement && event.isPrimary && event.button === 0;
      const { clientX: x, clientY: y } = event;
      from = onPaper ? { x, y, left: element.scrollLeft, top: element.scrollTop } : null;
    };
    const move = (event: PointerEvent) => {
      if (!from || event.pointerType !== 'mouse') return;
      if (event.buttons === 0) return void (from = null);
      element.setPointerCapture(event.pointerId);
      element.scrollLeft = from.left + from.x - event.clientX;
      element.scrollTop = from.top + from.y - event.clientY;
    };
    const up = (event: PointerEvent) => {
      if (from && Math.hypot(event.clientX - from.x, event.clientY - from.y) < tapCssPixels) tap(event);
      from = null;
    };
    const tap = (event: PointerEvent) => {
      const { left, top } = element.getBoundingClientRect();
      const { pixelsPerMm, screen, onTap } = latest.current;
      const mmPerCssPixel = screen.pixelRatio / pixelsPerMm;
      onTap(
        (event.clientX - left + element.scrollLeft) * mmPerCssPixel,
        (event.clientY - top + element.scrollTop) * mmPerCssPixel,
      );
    };
    const lost = () => (from = null);
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', lost);
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', lost);
    };
  }, []);
}
