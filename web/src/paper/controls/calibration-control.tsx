import { useRef, useState } from 'preact/hooks';
import { say } from '../../languages/translation';
import { calibrateScreen, forgetCalibration, truePixelsPerMm } from '../screen-calibration';
import { CalibrationDialog } from './calibration-dialog';

/** Tells the page how large a millimetre is on this screen. */
export function CalibrationControl({ onCalibrated }: { onCalibrated: (isTrue: boolean) => void }) {
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (change?: () => void) => {
    setOpen(false);
    opener.current?.focus();
    change?.();
    if (change) onCalibrated(truePixelsPerMm() !== null);
  };
  return (
    <>
      <button type="button" ref={opener} onClick={() => setOpen(true)}>
        {say('paper.calibrate')}
      </button>
      {open && (
        <CalibrationDialog
          onCalibrate={(cardCssPixels) => close(() => calibrateScreen(cardCssPixels))}
          onForget={() => close(forgetCalibration)}
          onClose={() => close()}
        />
      )}
    </>
  );
}
