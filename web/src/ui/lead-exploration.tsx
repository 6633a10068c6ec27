import type { LeadName, ModelCard, ScreenResult } from 'leadwise';
import { useEffect, useState } from 'preact/hooks';
import { say } from '../languages/translation';
import { failureOf } from '../screening/failure';
import type { Failure } from '../screening/protocol';
import type { Entry, Session } from '../screening/session';
import { ExploredAnswer } from './explored-answer';
import './lead-exploration.css';
import { SafetyText } from './safety-text';

interface Props {
  session: Session;
  entry: Entry;
  /** The answer that stands: with other weights what was explored is gone. */
  result: ScreenResult;
  /** Of the weights that gave it. */
  card: ModelCard;
}

const allLeads: LeadName[] = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

interface Explored {
  leads: LeadName[];
  /** Null while it is worked out. */
  result: ScreenResult | null;
  failure: Failure | null;
}

/** Leads on and off, and what the model says then. Kept here alone, so that no export can find it. */
export function LeadExploration({ session, entry, result, card }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<LeadName>>(new Set(allLeads));
  const [explored, setExplored] = useState<Explored | null>(null);
  useEffect(() => setExplored(null), [result]);
  const leads = allLeads.filter((lead) => chosen.has(lead));
  const explore = () => {
    const asked: Explored = { leads, result: null, failure: null };
    // What comes after another question was asked, or after other weights came, answers nothing.
    const show = (answer: Partial<Explored>) => setExplored((now) => (now === asked ? { ...asked, ...answer } : now));
    setExplored(asked);
    session.explore(entry, leads).then(
      (answer) => show({ result: answer }),
      (rejection: unknown) => show({ failure: failureOf(rejection) }),
    );
  };
  const [open, setOpen] = useState(false);
  const working = explored !== null && !explored.result && !explored.failure;
  return (
    <section class="card lead-exploration">
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {say('exploration.title')}{' '}
          <span class="research-mark exploration-mark">
            <SafetyText name="exploration.mark" />
          </span>
        </summary>
        <p>
          <SafetyText name="exploration.meaning" />
        </p>
        {open && <LeadToggles chosen={chosen} onChange={setChosen} />}
        <button type="button" disabled={leads.length === 0 || working} onClick={explore}>
          {say('exploration.screen')}
        </button>
        <div aria-live="polite" aria-busy={working}>
          {working && <p class="quiet">{say('exploration.working')}</p>}
          {explored && !working && <ExploredAnswer {...explored} card={card} />}
        </div>
      </details>
    </section>
  );
}

interface TogglesProps {
  chosen: ReadonlySet<LeadName>;
  onChange: (chosen: ReadonlySet<LeadName>) => void;
}

function LeadToggles({ chosen, onChange }: TogglesProps) {
  const toggle = (lead: LeadName, on: boolean) => {
    onChange(new Set(allLeads.filter((other) => (other === lead ? on : chosen.has(other)))));
  };
  return (
    <fieldset class="lead-toggles">
      <legend>{say('exploration.leads')}</legend>
      {allLeads.map((lead) => (
        <label key={lead}>
          <input type="checkbox" checked={chosen.has(lead)} onChange={(event) => toggle(lead, event.currentTarget.checked)} />
          {lead}
        </label>
      ))}
      <button type="button" onClick={() => onChange(new Set(allLeads))}>
        {say('exploration.all')}
      </button>
      <button type="button" onClick={() => onChange(new Set())}>
        {say('exploration.none')}
      </button>
    </fieldset>
  );
}
