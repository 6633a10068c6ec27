import { say } from '../../languages/translation';
import type { ControlProps } from '../paper-settings';
import { type DrawnSignal, leadKey, leadTitle } from '../shown-leads';

/** Switches leads on and off. */
export function LeadsControl({ settings, onChange, signal }: ControlProps & { signal: DrawnSignal }) {
  const { hidden } = settings;
  if (signal.leads.length < 2) return null;
  const keys = signal.leads.map(leadKey);
  const shown = keys.filter((key) => !hidden.has(key)).length;
  return (
    <fieldset class="paper-leads">
      <legend>
        {say('paper.leads_shown', { shown, all: keys.length })}
      </legend>
      {signal.leads.map((lead, index) => {
        const key = leadKey(lead, index);
        const toggle = (on: boolean) => onChange({ hidden: new Set(keys.filter((k) => (k === key ? !on : hidden.has(k)))) });
        return (
          <label key={key} class="paper-check">
            <input type="checkbox" checked={!hidden.has(key)} onChange={(event) => toggle(event.currentTarget.checked)} />
            {leadTitle(lead)}
          </label>
        );
      })}
      <button type="button" disabled={hidden.size === 0} onClick={() => onChange({ hidden: new Set() })}>
        {say('paper.all_leads')}
      </button>
    </fieldset>
  );
}
