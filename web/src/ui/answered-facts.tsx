import type { ReadOptions } from 'leadwise';

interface Props {
  options: ReadOptions;
  onChange: (options: ReadOptions) => void;
}

/** What the owner answered for a file, as long as it stands: a wrong answer must be seen and can be taken back. */
export function AnsweredFacts({ options, onChange }: Props) {
  const { unit, sampling_rate_hz, age_years, paced, ...rest } = options;
  const reading = [unit?.replace('u', 'µ'), sampling_rate_hz !== undefined && `${sampling_rate_hz} Hz`];
  const patient = [age_years !== undefined && `${age_years} years old`, paced !== undefined && pacingText(paced)];
  return (
    <>
      <Answers
        answers={reading}
        takeBack={() => onChange({ ...rest, ...stated({ age_years, paced }) })}
        what="unit and rate"
      />
      <Answers
        answers={patient}
        takeBack={() => onChange({ ...rest, ...stated({ unit, sampling_rate_hz }) })}
        what="age and pacemaker"
      />
    </>
  );
}

interface AnswersProps {
  answers: (string | false | undefined)[];
  takeBack: () => void;
  what: string;
}

function Answers({ answers, takeBack, what }: AnswersProps) {
  const given = answers.filter(Boolean);
  if (given.length === 0) return null;
  return (
    <p class="record-note">
      Read with your answer: {given.join(', ')}.{' '}
      <button type="button" onClick={takeBack} aria-label={`Change ${what}`}>
        Change
      </button>
    </p>
  );
}

function pacingText(paced: boolean): string {
  return paced ? 'with a pacemaker' : 'no pacemaker';
}

/** Without what is undefined. */
function stated(options: { [Name in keyof ReadOptions]: ReadOptions[Name] | undefined }): ReadOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as ReadOptions;
}
