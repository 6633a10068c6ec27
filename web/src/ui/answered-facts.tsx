import type { ReadOptions } from 'leadwise';

interface Props {
  options: ReadOptions;
  onChange: () => void;
}

/** What the owner answered for a file, as long as it stands: a wrong answer must be seen and can be taken back. */
export function AnsweredFacts({ options, onChange }: Props) {
  const { unit, sampling_rate_hz } = options;
  const answers = [unit?.replace('u', 'µ'), sampling_rate_hz && `${sampling_rate_hz} Hz`].filter(Boolean);
  if (answers.length === 0) return null;
  return (
    <p class="record-note">
      Read with your answer: {answers.join(', ')}.{' '}
      <button type="button" onClick={onChange}>
        Change
      </button>
    </p>
  );
}
