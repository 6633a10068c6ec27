import type { EcgRecord } from 'leadwise';
import { chestLeads, limbLeads } from '../paper/shown-leads';
import { type DrawnLead, withDerivedLeads } from './paper-source';

/** A stretch of one lead within a row. */
export interface RowStrip {
  lead: DrawnLead;
  startS: number;
  endS: number;
  /** From the start of the row. */
  offsetS: number;
}

export interface TraceRows {
  rows: RowStrip[][];
  /** For which a printed page has no room. */
  leftOut: DrawnLead[];
  /** True where columns show the same time, because the record is too short for one after the other. */
  simultaneous: boolean;
  /** Where the page ends. */
  endS: number;
}

/** What a row of an A4 page holds at 25 mm/s. */
export const rowSeconds = 10;
const mostRows = 7;
const shortestRowOfColumnsS = 9.5;

/** Three rows; the leads stand one below the other in columns. */
const inThreeRows = (leads: readonly string[]) => [0, 1, 2].map((row) => leads.filter((_, place) => place % 3 === row));
const limb = inThreeRows(limbLeads.standard);
const twelve = inThreeRows([...limbLeads.standard, ...chestLeads]);
const rhythmLead = 'II';
const columnsOfOthers = 4;
const mostRowsOfOne = 4;

/** Leads of one row, each as wide as the columns are. */
interface LeadRow {
  leads: DrawnLead[];
  columns: number;
}

/** Which lead stands where on the page that begins at `startS`. */
export function traceRows(recorded: EcgRecord, startS: number): TraceRows {
  const record = withDerivedLeads(recorded);
  const durationS = Math.min(rowSeconds, record.duration_s - startS);
  const [only, another] = record.leads;
  if (only && !another) return rowsOfOne(only, startS, record.duration_s);
  const rows = leadRows(record);
  const fitting = rows.slice(0, mostRows);
  return {
    rows: fitting.map((row) => stripsOf(row, startS, durationS)),
    leftOut: rows.slice(mostRows).flatMap(({ leads }) => leads),
    simultaneous: durationS < shortestRowOfColumnsS && fitting.some(({ leads }) => leads.length > 1),
    endS: startS + durationS,
  };
}

/** A lead that is alone has the page for itself: its rows follow one another. */
function rowsOfOne(lead: DrawnLead, startS: number, durationS: number): TraceRows {
  const rowCount = Math.min(mostRowsOfOne, Math.max(1, Math.ceil((durationS - startS) / rowSeconds - 0.01)));
  const rows = Array.from({ length: rowCount }, (_, row) => {
    const fromS = startS + row * rowSeconds;
    return [{ lead, startS: fromS, endS: Math.min(fromS + rowSeconds, durationS), offsetS: 0 }];
  });
  return { rows, leftOut: [], simultaneous: false, endS: Math.min(startS + rowCount * rowSeconds, durationS) };
}

/** The standard leads in their places and the others below: one a row, or in columns where those would be too many. */
function leadRows(record: EcgRecord): LeadRow[] {
  const grid = gridOf(record);
  const rhythm = grid ? record.leads.filter(({ name }) => name === rhythmLead) : [];
  const others = grid ? record.leads.filter((lead) => !grid.flat().includes(lead)) : record.leads;
  const standard = [...(grid ?? []).map(rowOf), ...rhythm.map((lead) => rowOf([lead]))];
  const single = others.map((lead) => rowOf([lead]));
  return standard.length + single.length <= mostRows ? [...standard, ...single] : [...standard, ...inColumns(others)];
}

function rowOf(leads: DrawnLead[]): LeadRow {
  return { leads, columns: leads.length };
}

/** The standard leads in their places, or null where one is missing. */
function gridOf(record: EcgRecord): DrawnLead[][] | null {
  const named = new Map(record.leads.map((lead) => [lead.name as string | null, lead]));
  const grid = [twelve, limb].find((rows) => rows.flat().every((name) => named.has(name)));
  return grid?.map((row) => row.map((name) => named.get(name)).filter((lead) => lead !== undefined)) ?? null;
}

/** Down the columns, as the standard leads stand. */
function inColumns(leads: DrawnLead[]): LeadRow[] {
  const rowCount = Math.ceil(leads.length / columnsOfOthers);
  return Array.from({ length: rowCount }, (_, row) => ({
    leads: leads.filter((__, index) => index % rowCount === row),
    columns: columnsOfOthers,
  }));
}

function stripsOf({ leads, columns }: LeadRow, startS: number, durationS: number): RowStrip[] {
  const columnS = rowSeconds / columns;
  const oneAfterTheOther = durationS >= shortestRowOfColumnsS;
  return leads.map((lead, column) => {
    const offsetS = column * columnS;
    const fromS = startS + (oneAfterTheOther ? offsetS : 0);
    return { lead, startS: fromS, endS: Math.min(fromS + columnS, startS + durationS), offsetS };
  });
}
