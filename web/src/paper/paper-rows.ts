import type { LeadName } from 'leadwise';
import { type DrawnSignal, type LeadOrder, type ShownLead, chestLeads, limbLeads, shownLeads } from './shown-leads';

/** Rows × columns, and rhythm strips under them. */
export type PaperLayoutName = '3x4' | '3x4+1' | '3x4+3' | '6x2' | '12x1' | 'limb';

/** Null is a place left empty for a lead that is switched off. */
export type PaperRow = (ShownLead | null)[];

const shortestColumnedS = 9.5;

const rhythmLeads: Record<PaperLayoutName, readonly LeadName[]> = {
  '3x4': [],
  '3x4+1': ['II'],
  '3x4+3': ['V1', 'II', 'V5'],
  '6x2': [],
  '12x1': [],
  limb: ['II'],
};

/** The layouts that the leads allow, the usual one first. Recordings shorter than a page have one lead a row. */
export function possibleLayouts({ leads }: DrawnSignal, pageDurationS: number): PaperLayoutName[] {
  const names = leads.map(({ name }) => name);
  const hasAll = (wanted: readonly LeadName[]) => wanted.every((name) => names.includes(name));
  if (pageDurationS < shortestColumnedS || !hasAll(limbLeads.standard)) return ['12x1'];
  return hasAll(chestLeads) ? ['3x4+1', '3x4', '3x4+3', '6x2', '12x1', 'limb'] : ['limb', '12x1'];
}

/** Which leads share which row. Channels that a layout has no place for have a row each below it. */
export function rowsOf(
  signal: DrawnSignal,
  layout: PaperLayoutName,
  { order, hidden }: { order: LeadOrder; hidden: ReadonlySet<string> },
): PaperRow[] {
  const shown = shownLeads(signal, order);
  const isOn = ({ key }: ShownLead) => !hidden.has(key);
  if (layout === '12x1') return shown.filter(isOn).map((lead) => [lead]);
  const find = (name: LeadName) => shown.filter((lead) => lead.standardLead === name && isOn(lead)).slice(0, 1);
  const columns = columnsOf(layout, order);
  const grid = (columns[0] ?? []).map((_, row) => columns.map((column) => find(column[row] as LeadName)[0] ?? null));
  const rhythm = rhythmLeads[layout].flatMap(find);
  return [
    ...grid.filter((row) => row.some((lead) => lead !== null)),
    ...[...rhythm, ...withoutPlace(shown, columns).filter(isOn)].map((lead) => [lead]),
  ];
}

function columnsOf(layout: PaperLayoutName, order: LeadOrder): LeadName[][] {
  const limb = limbLeads[order];
  if (layout === '6x2') return [[...limb], [...chestLeads]];
  const limbColumns = [limb.slice(0, 3), limb.slice(3)];
  return layout === 'limb' ? limbColumns : [...limbColumns, chestLeads.slice(0, 3), chestLeads.slice(3)];
}

/** Of a recording with all twelve, the limb leads alone are a choice: the chest leads are not hung below them. */
function withoutPlace(shown: ShownLead[], columns: LeadName[][]): ShownLead[] {
  const placed = columns.flat();
  const names = shown.map(({ standardLead }) => standardLead);
  const chosen = chestLeads.every((name) => names.includes(name)) ? [...placed, ...chestLeads] : placed;
  return shown.filter(({ standardLead }) => standardLead === null || !chosen.includes(standardLead));
}
