import { say } from '../languages/translation';
import type { Session } from '../screening/session';
import type { OwnWeights } from '../weights/weights-in-use';
import { InEnglish } from './in-english';
import { ModelCardDetails } from './model-card-details';
import './own-weights-banner.css';
import { SafetyText } from './safety-text';
import { validatedOn } from './weights-text';

/** Stands above every result as long as other weights than the shipped ones score. */
export function OwnWeightsBanner({ session, own }: { session: Session; own: OwnWeights }) {
  const { card, fileName } = own;
  return (
    <section class="card own-weights" aria-labelledby="own-weights-title">
      <h2 id="own-weights-title">{say('weights.own_title', { name: card.name })}</h2>
      <p>
        {say('weights.own_file', { file: fileName })} <Validation card={card} /> {say('result.intended_use')}{' '}
        <InEnglish>{card.intended_use}</InEnglish>
      </p>
      <p class="quiet">
        SHA-256 <code>{card.sha256}</code>
      </p>
      <ModelCardDetails key={card.sha256} session={session} />
      <button type="button" onClick={() => void session.useShippedWeights()}>
        {say('weights.back')}
      </button>
    </section>
  );
}

/** What the card claims, no more. */
function Validation({ card }: { card: OwnWeights['card'] }) {
  if (!card.clinically_validated) return <SafetyText name="weights.not_validated" />;
  const data = validatedOn(card);
  if (data === null) return <>{say('weights.validated')}</>;
  return (
    <>
      {say('weights.validated_on')} <InEnglish>{data}</InEnglish>.
    </>
  );
}
