/** ISO/IEC 7810 ID-1: bank cards. */
export const cardMm = { long: 85.6, short: 53.98, cornerRadius: 3.18 };

/**
 * How large this screen's pixels are. Kept in memory only, like all else in the page. Counted in pixels of the device:
 * the browser's zoom changes the others.
 */
interface Calibration {
  pixelsPerMm: number;
  screen: string;
  /** Beside what the ratio of pixels tells. */
  magnification: number;
}

/**
 * The least step of a page zoom is larger; what a window's frame takes of its width differs by less. A side panel of
 * the browser takes more and is not told from a zoom: nothing is "to scale" until it is closed or the screen calibrated
 * beside it.
 */
const mostMagnified = 1.05;

let calibration: Calibration | null = null;

export function calibrateScreen(cardCssPixels: number): void {
  const pixelsPerMm = (cardCssPixels * devicePixelRatio) / cardMm.long;
  calibration = { pixelsPerMm, screen: screenNow(), magnification: magnificationNow() };
}

export function forgetCalibration(): void {
  calibration = null;
}

/** Null until the screen is calibrated, on any other screen, and where the page itself is magnified. */
export function truePixelsPerMm(): number | null {
  const pinched = Math.abs((window.visualViewport?.scale ?? 1) - 1) > 0.01;
  return calibration && !pinched && isAsCalibrated(calibration) ? calibration.pixelsPerMm : null;
}

function isAsCalibrated({ screen, magnification }: Calibration): boolean {
  const change = magnificationNow() / magnification;
  return screen === screenNow() && Math.max(change, 1 / change) < mostMagnified;
}

/** Windows that move to a screen of another size are seen by this. */
function screenNow(): string {
  return `${screen.width}×${screen.height}`;
}

/**
 * By how much a page zoom makes the page narrower than its window, as far as the ratio of pixels does not tell it:
 * Safari's stays as it is. A window that moves to a screen of equal size and finer pixels is seen by it too, and so is
 * a side panel. Without a window it is always 1.
 */
function magnificationNow(): number {
  return outerWidth > 0 && innerWidth > 0 ? outerWidth / innerWidth / devicePixelRatio : 1;
}
