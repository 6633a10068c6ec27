import { useEffect, useRef, useState } from 'preact/hooks';
import { numberText } from '../../languages/numbers';
import { say } from '../../languages/translation';
import { cardMm, truePixelsPerMm } from '../screen-calibration';
import './calibration-dialog.css';

interface Props {
  onCalibrate: (cardCssPixels: number) => void;
  onForget: () => void;
  onClose: () => void;
}

/** From large televisions to the finest phones, in CSS pixels of a card's long side. */
const range = { least: 100, most: 1100, step: 0.5 };
/** What a CSS pixel is by definition; where screens are not so, the card says. */
const nominalPixelsPerMm = 96 / 25.4;

/** An outline to be made as large as a bank card that is held to the screen. */
export function CalibrationDialog({ onCalibrate, onForget, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const known = truePixelsPerMm();
  const [longSide, setLongSide] = useState((known ? known / devicePixelRatio : nominalPixelsPerMm) * cardMm.long);
  useEffect(() => dialog.current?.showModal(), []);
  const set = (pixels: number) => setLongSide(Math.min(Math.max(pixels, range.least), range.most));
  return (
    <dialog ref={dialog} class="calibration-dialog" aria-labelledby="calibration-title" onClose={onClose}>
      <h3 id="calibration-title">{say('calibration.title')}</h3>
      <p>
        {say('calibration.hint', { long: numberText(cardMm.long, 2), short: numberText(cardMm.short) })}
      </p>
      <CardOutline longSide={longSide} />
      <label class="calibration-size">
        <span>{say('calibration.size')}</span>
        <input
          type="range"
          min={range.least}
          max={range.most}
          step={range.step}
          value={longSide}
          aria-valuetext={say('calibration.pixels', { pixels: numberText(longSide / cardMm.long, 2) })}
          onInput={(event) => set(Number(event.currentTarget.value))}
        />
      </label>
      <div class="calibration-buttons">
        <button type="button" onClick={() => set(longSide - range.step)}>
          {say('calibration.smaller')}
        </button>
        <button type="button" onClick={() => set(longSide + range.step)}>
          {say('calibration.larger')}
        </button>
        <button type="button" class="button-main" onClick={() => onCalibrate(longSide)}>
          {say('calibration.fits')}
        </button>
        {known !== null && (
          <button type="button" onClick={onForget}>
            {say('calibration.forget')}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {say('calibration.cancel')}
        </button>
      </div>
    </dialog>
  );
}

/** Upright where the window is too narrow for a card. */
function CardOutline({ longSide }: { longSide: number }) {
  const mm = longSide / cardMm.long;
  const upright = matchMedia('(max-width: 40rem)').matches;
  const [width, height] = upright ? [cardMm.short, cardMm.long] : [cardMm.long, cardMm.short];
  const px = (millimetres: number) => `${millimetres * mm}px`;
  const style = { width: px(width), height: px(height), borderRadius: px(cardMm.cornerRadius) };
  return (
    <div class="calibration-space">
      <div class="calibration-card" style={style} />
    </div>
  );
}
