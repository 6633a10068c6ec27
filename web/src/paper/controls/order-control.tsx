import { say } from '../../languages/translation';
import type { ControlProps } from '../paper-settings';
import { type DrawnSignal, type LeadOrder, limbLeads } from '../shown-leads';
import { ChoiceControl } from './choice-control';

const choices: { value: LeadOrder; text: string }[] = [
  { value: 'standard', text: 'I, II, III, aVR …' },
  { value: 'cabrera', text: 'Cabrera: aVL, I, −aVR …' },
];

/** Of limb leads alone; without two of them there is no order to choose. */
export function OrderControl({ settings, onChange, signal }: ControlProps & { signal: DrawnSignal }) {
  const limb = signal.leads.filter(({ name }) => name !== null && limbLeads.standard.includes(name));
  if (limb.length < 2) return null;
  return (
    <ChoiceControl title={say('paper.order')} choices={choices} value={settings.order} onChoose={(order) => onChange({ order })} />
  );
}
