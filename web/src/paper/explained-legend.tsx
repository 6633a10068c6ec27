import type { Attribution } from 'leadwise';
import { say } from '../languages/translation';
import { InEnglish } from '../ui/in-english';
import { SafetyText } from '../ui/safety-text';
import { ChoiceControl } from './controls/choice-control';
import './explained-legend.css';
import type { ExplainedRecord } from './explained-record';
import * as text from './explained-text';
import type { ChangeSettings, PaperSettings } from './paper-settings';
import type { Reconstruction } from './reconstruction';
import type { ShownExplanation } from './use-explained';

interface Props {
  explained: ExplainedRecord;
  shown: ShownExplanation | null;
  settings: PaperSettings;
  onChange: ChangeSettings;
  /** Names of the leads that are on the paper. */
  drawn: string[];
  /** Null where the whole recording is explained. */
  onShowWindow: ((startS: number) => void) | null;
}

/** What the colours over the trace mean, and what they do not. */
export function ExplainedLegend(props: Props) {
  const { explained, shown, settings, onChange, onShowWindow } = props;
  const all = explained.attributions ?? [];
  const isProbability = shown !== null && explained.probabilities.has(shown.attribution.head);
  const choices = all.map((one) => ({ value: one.head, text: text.headTitle(one, all) }));
  return (
    <div class="explained-legend" role="group" aria-label={say('explained.why')} aria-live="polite" aria-busy={explained.working}>
      {explained.working && <p class="explained-working">{say('explained.working')}</p>}
      {explained.failure && (
        <p>
          {say('attribution.failed')} <InEnglish>{explained.failure.message}</InEnglish> (<code>{explained.failure.code}</code>)
        </p>
      )}
      {shown && choices.length > 1 && (
        <div>
          <ChoiceControl
            title={say(isProbability ? 'explained.probability_of' : 'explained.score_of')}
            choices={choices}
            value={shown.attribution.head}
            onChoose={(explainedHead) => onChange({ explainedHead })}
          />
        </div>
      )}
      {shown?.bins && <AttributionKeys {...props} shown={shown} bins={shown.bins} isProbability={isProbability} />}
      {shown?.reconstruction && settings.reconstruction && <DecodedKeys reconstruction={shown.reconstruction} />}
      {shown && onShowWindow && <WindowLine attribution={shown.attribution} onShow={onShowWindow} />}
    </div>
  );
}

interface KeysProps extends Props {
  shown: ShownExplanation;
  bins: NonNullable<ShownExplanation['bins']>;
  isProbability: boolean;
}

function AttributionKeys({ shown, bins, isProbability, drawn }: KeysProps) {
  const derived = Object.keys(shown.attribution.leads).filter((name) => !drawn.includes(name));
  return (
    <>
      <p class="explained-keys">
        <span class="explained-key explained-raised">{say('explained.raised')}</span>
        <span class="explained-key explained-lowered">{say('explained.lowered')}</span>
        <strong>
          <SafetyText name="explained.not_the_patient" />
        </strong>
      </p>
      <p class="quiet">
        {text.scaleText(bins)} {text.baselineText(shown.attribution, isProbability)} {derived.length > 0 && text.derivedText(derived)}
      </p>
    </>
  );
}

function DecodedKeys({ reconstruction }: { reconstruction: Reconstruction }) {
  return (
    <>
      <p>
        <span class="explained-key explained-decoded">{say('explained.decoded')}.</span>{' '}
        <span class="quiet">{say('explained.decoded_meaning')}</span>
      </p>
      <ul class="explained-errors quiet">
        {errorsOf(reconstruction).map(({ name, error }) => (
          <li key={name}>
            {name} {text.errorText(error)}
          </li>
        ))}
      </ul>
    </>
  );
}

export function errorsOf({ leads }: Reconstruction): { name: string; error: number }[] {
  return Object.entries(leads).map(([name, { meanSquaredError }]) => ({ name, error: meanSquaredError }));
}

function WindowLine({ attribution, onShow }: { attribution: Attribution; onShow: (startS: number) => void }) {
  return (
    <p>
      {text.windowText(attribution)}{' '}
      <button type="button" onClick={() => onShow(attribution.window.start_s)}>
        {say('explained.show_window')}
      </button>
    </p>
  );
}

/** Sentences that are added to the description of the paper. */
export function describeExplained(shown: ShownExplanation | null): string {
  if (!shown) return '';
  const bars = shown.bins && text.describeAttribution(shown.attribution);
  const decoded = shown.reconstruction && text.describeReconstruction(errorsOf(shown.reconstruction));
  return [bars, decoded].filter(Boolean).map((sentence) => ` ${sentence}`).join('');
}
