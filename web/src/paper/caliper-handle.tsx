import { useRef } from 'preact/hooks';

/** Steps of a key: fine, and coarse with Shift or the page keys. */
export interface CaliperSteps {
  fine: number;
  coarse: number;
}

interface Props {
  name: string;
  class: string;
  vertical?: boolean;
  /** In seconds or mV. */
  value: number;
  least: number;
  most: number;
  text: string;
  steps: CaliperSteps;
  /** CSS pixels from the paper's edges. */
  place: { left?: string; top?: string; width?: string };
  /** How much of `value` one CSS pixel to the right, or upwards, is. */
  valuePerPixel: number;
  onValue: (value: number) => void;
  /** Puts all back to what it is now. */
  onRestore: () => void;
}

/** Something of the calipers that is dragged with mouse or finger, or moved with the arrow keys. */
export function CaliperHandle(props: Props) {
  const { name, vertical, value, least, most, text, place, valuePerPixel, onValue, onRestore } = props;
  const grabbed = useRef<{ pixel: number; value: number } | null>(null);
  const released = useRef<AbortController | null>(null);
  const pixelOf = (event: PointerEvent) => (vertical ? -event.clientY : event.clientX);
  return (
    <div
      class={`caliper-handle ${props.class}`}
      style={place}
      role="slider"
      tabIndex={0}
      aria-label={name}
      aria-orientation={vertical ? 'vertical' : 'horizontal'}
      aria-valuemin={least}
      aria-valuemax={most}
      aria-valuenow={value}
      aria-valuetext={text}
      onPointerDown={(event) => {
        // A second finger pinches.
        if (!event.isPrimary) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        grabbed.current = { pixel: pixelOf(event), value };
        released.current = onOtherPointer(event.pointerId, () => {
          grabbed.current = null;
          onRestore();
        });
      }}
      onPointerMove={(event) => {
        const start = grabbed.current;
        if (start) onValue(start.value + (pixelOf(event) - start.pixel) * valuePerPixel);
      }}
      onLostPointerCapture={() => {
        grabbed.current = null;
        released.current?.abort();
      }}
      onKeyDown={(event) => {
        const moved = valueAfterKey(event, props);
        if (moved === null) return;
        event.preventDefault();
        onValue(moved);
      }}
    />
  );
}

/** Wherever on the page it goes down; until aborted. */
function onOtherPointer(pointerId: number, then: () => void): AbortController {
  const until = new AbortController();
  const down = (event: PointerEvent) => {
    if (event.pointerId === pointerId) return;
    until.abort();
    then();
  };
  window.addEventListener('pointerdown', down, { capture: true, signal: until.signal });
  return until;
}

function valueAfterKey({ key, shiftKey }: KeyboardEvent, { value, least, most, steps, vertical }: Props): number | null {
  const step = shiftKey ? steps.coarse : steps.fine;
  const [less, more] = vertical ? ['ArrowDown', 'ArrowUp'] : ['ArrowLeft', 'ArrowRight'];
  const ends: Record<string, number> = { Home: least, End: most };
  const moves: Record<string, number> = { PageDown: -steps.coarse, PageUp: steps.coarse, [less]: -step, [more]: step };
  return ends[key] ?? (key in moves ? value + moves[key]! : null);
}
