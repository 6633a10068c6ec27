import type { EcgRecord, LeadName, RecordLead } from 'leadwise';

/** A lead as it is shown: one that the file holds, or one worked out of two others. */
export interface DrawnLead extends RecordLead {
  derived?: true;
}

/** Limb leads as combinations of I and II (Einthoven, Goldberger), in the order in which the core looks for two of them. */
const limbVectors = new Map<LeadName | null, readonly [ofI: number, ofII: number]>([
  ['I', [1, 0]],
  ['II', [0, 1]],
  ['III', [-1, 1]],
  ['aVR', [-0.5, -0.5]],
  ['aVL', [1, -0.5]],
  ['aVF', [-0.5, 1]],
]);

/** 64 MB: of a day-long recording the leads are shown as they were recorded. */
const mostDerivedSamples = 16_000_000;

type Leads = Pick<EcgRecord, 'leads'>;

/** Kept for as long as the recording is: the paper, its print and its report show the same leads. */
const kept = new WeakMap<readonly RecordLead[], DrawnLead[]>();

/**
 * The same signal with the limb leads that it lacks behind those it has, worked out of the first two of them as the core
 * does for the model. Many devices store I, II and the chest leads alone. A recorded lead is never replaced.
 */
export function withDerivedLeads<Signal extends Leads>(signal: Signal): Signal {
  const leads = kept.get(signal.leads) ?? completed(signal.leads);
  kept.set(signal.leads, leads);
  return leads === signal.leads ? signal : { ...signal, leads };
}

function completed(leads: RecordLead[]): DrawnLead[] {
  const derived = derivedLeads(leads);
  if (derived.length === 0) return leads;
  const afterLimb = leads.reduce((after, { name }, index) => (limbVectors.has(name) ? index + 1 : after), 0);
  return [...leads.slice(0, afterLimb), ...derived, ...leads.slice(afterLimb)];
}

function derivedLeads(leads: RecordLead[]): DrawnLead[] {
  const missing = [...limbVectors.keys()].filter((name) => leads.every((lead) => lead.name !== name));
  const [first, second] = [...limbVectors.keys()].flatMap((name) => leads.filter((lead) => lead.name === name && hasSamples(lead)));
  if (!first || !second || first.name === second.name) return [];
  const count = first.samples_mv.length;
  if (count !== second.samples_mv.length || count * missing.length > mostDerivedSamples) return [];
  return missing.flatMap((name) => (name ? [derivedFrom(first, second, name)] : [])).filter(hasSamples);
}

function hasSamples({ samples_mv }: RecordLead): boolean {
  return samples_mv.some(Number.isFinite);
}

/** Any two limb leads are linearly independent. Where either has no sample there is none. */
function derivedFrom(first: RecordLead, second: RecordLead, name: LeadName): DrawnLead {
  const [firstWeight, secondWeight] = weightsOf(vectorOf(first.name), vectorOf(second.name), vectorOf(name));
  const others = second.samples_mv;
  const samples_mv = first.samples_mv.map((sample, index) => firstWeight * sample + secondWeight * others[index]!);
  return { name, label: name, samples_mv, derived: true };
}

function vectorOf(name: LeadName | null): readonly [number, number] {
  return limbVectors.get(name) ?? [0, 0];
}

function weightsOf(
  [firstI, firstII]: readonly [number, number],
  [secondI, secondII]: readonly [number, number],
  [wantedI, wantedII]: readonly [number, number],
): [number, number] {
  const determinant = firstI * secondII - firstII * secondI;
  return [(wantedI * secondII - wantedII * secondI) / determinant, (firstI * wantedII - firstII * wantedI) / determinant];
}
