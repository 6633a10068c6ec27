import './untried-format-banner.css';

/** Above everything else of a record whose format was never tried on a file of a real device. */
export function UntriedFormatBanner({ format }: { format: string }) {
  return (
    <p class="untried-format-banner" role="note">
      <strong>Not verified.</strong> Reading {format.toUpperCase()} was made from the format’s description and never tried
      on a file of a real device. Leads or amplitudes may be wrong: compare with the device’s own print. No score is given.
    </p>
  );
}
