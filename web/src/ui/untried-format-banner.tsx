import { untriedFormatSentences } from './result-text';
import { SafetyTexts } from './safety-text';
import './untried-format-banner.css';

/** Above everything else of a record whose format was never tried on a file of a real device. */
export function UntriedFormatBanner({ format }: { format: string }) {
  return (
    <p class="untried-format-banner" role="note">
      <SafetyTexts sentences={untriedFormatSentences(format)} firstStrong />
    </p>
  );
}
