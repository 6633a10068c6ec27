import type { ReadOptions } from 'leadwise';
import { leftToRight, numberText } from '../languages/numbers';
import { say } from '../languages/translation';

interface Props {
  options: ReadOptions;
  onChange: (options: ReadOptions) => void;
}

/** What the owner answered for a file, as long as it stands: a wrong answer must be seen and can be taken back. */
export function AnsweredFacts({ options, onChange }: Props) {
  const { unit, sampling_rate_hz, age_years, paced, ...rest } = options;
  const reading = [unit?.replace('u', 'µ'), sampling_rate_hz !== undefined && leftToRight(`${numberText(sampling_rate_hz)} Hz`)];
  const patient = [age_years !== undefined && say('answered-facts.age', { count: age_years }), paced !== undefined && pacingText(paced)];
  return (
    <>
      <Answers
        answers={reading}
        takeBack={() => onChange({ ...rest, ...stated({ age_years, paced }) })}
        what={say('answered-facts.change_reading')}
      />
      <Answers
        answers={patient}
        takeBack={() => onChange({ ...rest, ...stated({ unit, sampling_rate_hz }) })}
        what={say('answered-facts.change_patient')}
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
      {say('answered-facts.read_with', { answers: given.join(', ') })}{' '}
      <button type="button" onClick={takeBack} aria-label={what}>
        {say('answered-facts.change')}
      </button>
    </p>
  );
}

function pacingText(paced: boolean): string {
  return say(paced ? 'answered-facts.paced' : 'answered-facts.unpaced');
}

/** Without what is undefined. */
function stated(options: { [Name in keyof ReadOptions]: ReadOptions[Name] | undefined }): ReadOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as ReadOptions;
}
