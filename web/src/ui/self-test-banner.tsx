import type { SelfTestFailed } from '../screening/protocol';
import { selfTestText } from '../self-test/self-test-text';
import './self-test-banner.css';

export function SelfTestBanner({ failure }: { failure: SelfTestFailed }) {
  return (
    <section class="card self-test-banner">
      <h2>{selfTestText.bannerTitle}</h2>
      <p>{selfTestText.banner}</p>
      <p class="quiet">
        <code>{failure.code}</code>: {failure.message}
      </p>
    </section>
  );
}
