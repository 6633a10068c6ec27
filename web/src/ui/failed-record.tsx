import { say } from '../languages/translation';
import type { Failure } from '../screening/protocol';
import { mayBeReadLater } from '../screening/entry';
import type { Entry, Session } from '../screening/session';
import { FailurePanel } from './failure-panel';
import { MissingFactsForm } from './missing-facts-form';

/** A record that could not be read, or only with an answer from its owner. */
export function FailedRecord({ session, entry, failure }: { session: Session; entry: Entry; failure: Failure }) {
  const { code } = failure;
  // Other options, though they say the same: the view reads the samples again for them.
  const again = () => void session.answer(entry.id, { ...entry.options });
  if (code === 'UnitRequired' || code === 'SamplingRateRequired') {
    const answer = (options: Entry['options']) => void session.answer(entry.id, options);
    return <MissingFactsForm missing={code} known={entry.options} onAnswer={answer} />;
  }
  const onRetry = mayBeReadLater(entry) ? again : undefined;
  return <FailurePanel title={say('result.no_result')} failure={failure} onRetry={onRetry} />;
}
