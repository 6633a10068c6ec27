import type { Session } from '../screening/session';
import type { OwnWeights } from '../weights/weights-in-use';
import { ModelCardDetails } from './model-card-details';
import './own-weights-banner.css';
import { validationText, weightsText } from './weights-text';

/** Stands above every result as long as other weights than the shipped ones score. */
export function OwnWeightsBanner({ session, own }: { session: Session; own: OwnWeights }) {
  const { card, fileName } = own;
  return (
    <section class="card own-weights" aria-labelledby="own-weights-title">
      <h2 id="own-weights-title">{weightsText.ownTitle(card.name)}</h2>
      <p>
        {weightsText.ownFile(fileName)} {validationText(card)} Intended use: {card.intended_use}
      </p>
      <p class="quiet">
        SHA-256 <code>{card.sha256}</code>
      </p>
      <ModelCardDetails key={card.sha256} session={session} />
      <button type="button" onClick={() => void session.useShippedWeights()}>
        {weightsText.back}
      </button>
    </section>
  );
}
