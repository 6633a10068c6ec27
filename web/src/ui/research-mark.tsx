import { SafetyText } from './safety-text';

/** Stands at the head of everything that could be taken for a finding. */
export function ResearchMark() {
  return (
    <span class="research-mark">
      <SafetyText name="result.research_use" />
    </span>
  );
}
