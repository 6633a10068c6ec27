/** ISO/IEC 7810 ID-1: bank cards. */
export const cardMm = { long: 85.6, short: 53.98, cornerRadius: 3.18 };

/**
 * How large this screen's pixels are. Kept in memory only, like all else in the page. Counted in pixels of the device:
 * the browser's zoom changes the others.
 */
interface Calibration {
  pixelsPerMm: number;
  screen: string;
}

let calibration: Calibration | null = null;

export function calibrateScreen(cardCssPixels: number): void {
  calibration = { pixelsPerMm: (cardCssPixels * devicePixelRatio) / cardMm.long, screen: screenNow() };
}

export function forgetCalibration(): void {
  calibration = null;
}

/** Null until the screen is calibrated, on any other screen, and where the page itself is magnified by pinching. */
export function truePixelsPerMm(): number | null {
  const magnified = Math.abs((window.visualViewport?.scale ?? 1) - 1) > 0.01;
  return calibration && !magnified && calibration.screen === screenNow() ? calibration.pixelsPerMm : null;
}

/** Windows that move to a screen of another size are seen by this; one of equal size and finer pixels is not. */
function screenNow(): string {
  return `${screen.width}×${screen.height}`;
}
