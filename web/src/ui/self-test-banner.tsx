import type { SelfTestFailed } from '../screening/protocol';
import { InEnglish } from './in-english';
import { SafetyText } from './safety-text';
import './self-test-banner.css';

export function SelfTestBanner({ failure }: { failure: SelfTestFailed }) {
  return (
    <section class="card self-test-banner">
      <h2>
        <SafetyText name="self-test.title" />
      </h2>
      <p>
        <SafetyText name="self-test.banner" />
      </p>
      <p class="quiet">
        <code>{failure.code}</code>: <InEnglish>{failure.message}</InEnglish>
      </p>
    </section>
  );
}
