import type { ModelCard } from 'leadwise';
import { useState } from 'preact/hooks';
import { say } from '../languages/translation';
import { failureOf } from '../screening/failure';
import type { Failure } from '../screening/protocol';
import type { Session } from '../screening/session';
import { CardValue } from './card-value';
import { FailurePanel } from './failure-panel';
import './model-card-details.css';

/** What a reader wants to know first; the network's shape follows on demand. */
const foremost = [
  'name',
  'intended_use',
  'clinically_validated',
  'validated_on',
  'training',
  'results',
  'licence',
  'sha256',
];

/** The card inside the weights, whole, fetched when it is first opened. */
export function ModelCardDetails({ session }: { session: Session }) {
  const [card, setCard] = useState<ModelCard | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const load = () =>
    session.modelCard().then(
      (loaded) => (setCard(loaded), setFailure(null)),
      (rejection: unknown) => setFailure(failureOf(rejection)),
    );
  return (
    <details class="model-card" onToggle={(event) => event.currentTarget.open && !card && void load()}>
      <summary>{say('weights.about')}</summary>
      {failure && <FailurePanel title={say('weights.card_failed')} failure={failure} />}
      {card && <Card card={card} />}
    </details>
  );
}

function Card({ card }: { card: ModelCard }) {
  const first = foremost.filter((name) => name in card).map((name): [string, unknown] => [name, card[name]]);
  const rest = Object.entries(card).filter(([name]) => !foremost.includes(name));
  return (
    <>
      <CardInEnglish fields={first} />
      <details>
        <summary>{say('weights.network')}</summary>
        <CardInEnglish fields={rest} />
      </details>
    </>
  );
}

/** The weights' own words. */
function CardInEnglish({ fields }: { fields: [string, unknown][] }) {
  return (
    <div lang="en" dir="ltr">
      <CardValue value={Object.fromEntries(fields)} />
    </div>
  );
}
