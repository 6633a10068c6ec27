import type { EcgRecord, LeadName, RecordLead } from 'leadwise';
import { say } from '../languages/translation';
import type { DrawnLead } from './derived-leads';

/** What can be drawn: a recording, or an average beat. */
export type DrawnSignal = Pick<EcgRecord, 'sampling_rate_hz' | 'duration_s' | 'leads'>;

export type LeadOrder = 'standard' | 'cabrera';

/** A lead as it is drawn: in Cabrera's order aVR is turned round. */
export interface ShownLead {
  lead: DrawnLead;
  /** The standard lead that it shows, whichever way round; null for other channels. */
  standardLead: LeadName | null;
  /** Tells leads apart that have no standard name. */
  key: string;
}

export const chestLeads = ['V1', 'V2', 'V3', 'V4', 'V5', 'V6'] as const;

export const limbLeads: Record<LeadOrder, readonly LeadName[]> = {
  standard: ['I', 'II', 'III', 'aVR', 'aVL', 'aVF'],
  // By angle, from −30° to 120° in steps of 30°; −aVR looks from 30°.
  cabrera: ['aVL', 'I', 'aVR', 'II', 'aVF', 'III'],
};

/** The leads in the file's order; in Cabrera's the limb leads come first. */
export function shownLeads({ leads }: DrawnSignal, order: LeadOrder): ShownLead[] {
  const shown = leads.map((lead, index) => ({ lead, standardLead: lead.name, key: leadKey(lead, index) }));
  if (order === 'standard') return shown;
  const limb = limbLeads.cabrera.flatMap((name) => shown.filter(({ standardLead }) => standardLead === name));
  const others = shown.filter((lead) => !limb.includes(lead));
  return [...limb.map((lead) => (lead.standardLead === 'aVR' ? turnedRound(lead) : lead)), ...others];
}

export function leadKey({ name }: RecordLead, index: number): string {
  return name ?? `channel ${index}`;
}

/** What stands beside the lead: whoever reads it is told which leads the device did not record. */
export function leadTitle({ name, label, derived }: DrawnLead): string {
  const title = name ?? label;
  return derived ? say('paper.derived_lead', { lead: title }) : title;
}

/** It has no standard name: whoever draws it by its label cannot take it for aVR. */
function turnedRound(shown: ShownLead): ShownLead {
  const samples_mv = shown.lead.samples_mv.map((sample) => -sample);
  return { ...shown, lead: { ...shown.lead, name: null, label: '−aVR', samples_mv } };
}
