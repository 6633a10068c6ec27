import type { MutableRef } from 'preact/hooks';
import { useEffect } from 'preact/hooks';
import type { SheetProps } from './paper-sheet';

/** A place in the frame, in CSS pixels, that is to stay where it is. */
export interface PointOfZoom {
  x: number;
  y: number;
}

const wheelPixelsPerDoubling = 200;
export const zoomStep = 1.25;

/** Zooms by pinching with two fingers, on a touchpad or with Ctrl and the wheel, and with the keys + and −; 0 fits. */
export function useZoomGestures(
  box: SheetProps['box'],
  zoomPoint: MutableRef<PointOfZoom | null>,
  latest: MutableRef<SheetProps>,
): void {
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const zoomBy = (factor: number, point: PointOfZoom | null) => {
      zoomPoint.current = point;
      latest.current.onZoom(latest.current.pixelsPerMm * factor);
    };
    const inFrame = (x: number, y: number): PointOfZoom => {
      const { left, top } = element.getBoundingClientRect();
      return { x: x - left, y: y - top };
    };
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      zoomBy(2 ** (-event.deltaY / wheelPixelsPerDoubling), inFrame(event.clientX, event.clientY));
    };
    const key = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '+' || event.key === '=') zoomBy(zoomStep, null);
      else if (event.key === '-') zoomBy(1 / zoomStep, null);
      else if (event.key === '0') latest.current.onFit();
      else return;
      event.preventDefault();
    };
    let spread = 0;
    const touch = (event: TouchEvent) => {
      const [one, other] = event.touches;
      if (!one || !other) return void (spread = 0);
      if (event.cancelable) event.preventDefault();
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const middle = inFrame((one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2);
      if (spread > 0 && now > 0) zoomBy(now / spread, middle);
      spread = now;
    };
    // Not passive: the browser would magnify the whole page.
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('keydown', key);
    const touches = ['touchstart', 'touchmove', 'touchend', 'touchcancel'] as const;
    for (const name of touches) element.addEventListener(name, touch, { passive: false });
    return () => {
      element.removeEventListener('wheel', wheel);
      element.removeEventListener('keydown', key);
      for (const name of touches) element.removeEventListener(name, touch);
    };
  }, []);
}
