interface Props {
  title: string;
  on: boolean;
  onSwitch: (on: boolean) => void;
}

/** A button that stays pressed. */
export function SwitchControl({ title, on, onSwitch }: Props) {
  return (
    <button type="button" class="paper-switch" aria-pressed={on} onClick={() => onSwitch(!on)}>
      {title}
    </button>
  );
}
