import type { MeasureResult } from 'leadwise';
import english from '../languages/en.json';
import type { PlainKey } from '../languages/keys';
import { leftToRight, numberText, percentSign } from '../languages/numbers';
import { say } from '../languages/translation';

type Regularity = MeasureResult['rhythm']['regularity'];

/** What a printed ECG says in its head, in that order, the rhythm behind the rate; all others stand in the table. */
export const foremost = [
  'heart_rate_bpm',
  'p_duration_ms',
  'pr_ms',
  'qrs_ms',
  'qt_ms',
  'qtc_fridericia_ms',
  'p_axis_deg',
  'qrs_axis_deg',
  't_axis_deg',
] as const;

/** Stand below the first of the corrected QT intervals. */
export const otherCorrections = ['qtc_bazett_ms', 'qtc_framingham_ms', 'qtc_hodges_ms'] as const;

interface Unit {
  ending: string;
  shown: string;
}

/** The longer endings first: `_mv_ms` ends in `_ms` too. */
const units: Unit[] = [
  { ending: '_mv_ms', shown: ' mV·ms' },
  { ending: '_ms', shown: ' ms' },
  { ending: '_mv', shown: ' mV' },
  { ending: '_deg', shown: '°' },
  { ending: '_bpm', shown: '/min' },
  { ending: '_percent', shown: percentSign },
  { ending: '_pg_per_ml', shown: ' pg/ml' },
];

/** Waves, leads and abbreviations, which are the same in every language, are written otherwise than in a name. */
const words: Record<string, string> = {
  ...spelt(['P', 'PR', 'PP', 'QRS', 'QT', 'QTc', 'RR', 'SD', 'RMSSD', 'Q', 'R', 'S', 'J', 'ST', 'ST60', 'T', 'WHO', 'VG']),
  ...spelt(['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6']),
  ...spelt(['Bazett', 'Fridericia', 'Framingham', 'Hodges']),
};

/** P is the one wave of whose duration nothing but its letter stands in the head of an ECG. */
const shortened: Record<string, string> = { p_duration_ms: 'P', nt_probnp_pg_per_ml: 'NT-proBNP' };

function spelt(spellings: string[]): Record<string, string> {
  return Object.fromEntries(spellings.map((spelling) => [spelling.toLowerCase(), spelling]));
}

function unitOf(name: string): Unit {
  return units.find(({ ending }) => name.endsWith(ending)) ?? { ending: '', shown: '' };
}

/** A measurement's or a criterion's value by its name, for reading: "QRS axis". */
export function measurementTitle(name: string): string {
  return name in english.measurements ? say(`measurements.${name}` as PlainKey) : (shortened[name] ?? spelling(name));
}

function spelling(name: string): string {
  const [first = '', ...others] = name.slice(0, name.length - unitOf(name).ending.length).split('_');
  const begun = words[first] ?? first.charAt(0).toUpperCase() + first.slice(1);
  return [begun, ...others.map((word) => words[word] ?? word)].join(' ');
}

/** A number with its unit. Axes have a sign, as on every ECG. */
export function valueText(name: string, value: number, digits?: number): string {
  const plus = name.endsWith('_axis_deg') && value > 0 ? '+' : '';
  return leftToRight(`${plus}${numberText(value, digits)}${unitOf(name).shown}`);
}

/** In the head of the ECG numbers are as coarse as a clinician reads them; the table has them finer. */
export function headText(name: string, value: number): string {
  return valueText(name, Math.round(value) + 0, 0);
}

export function rhythmText(regularity: Regularity): string {
  return say(`measurements-panel.${regularity}`);
}

/** "12 beats, 1 ectopic": dominant ones go without saying. */
export function beatsText(beats: MeasureResult['beats']): string {
  const others = (['ectopic', 'paced', 'unclassified'] as const)
    .map((type) => ({ type, count: beats.filter((beat) => beat.type === type).length }))
    .filter(({ count }) => count > 0)
    .map(({ type, count }) => say(`measurements-panel.${type}`, { count }));
  return [say('measurements-panel.beats', { count: beats.length }), ...others].join(', ');
}

/** The columns of the table of amplitudes; the last has words in its title. */
export const amplitudeColumns = [
  { name: 'p_mv', title: 'P' },
  { name: 'q_mv', title: 'Q' },
  { name: 'r_mv', title: 'R' },
  { name: 's_mv', title: 'S' },
  { name: 'r_prime_mv', title: 'R′' },
  { name: 's_prime_mv', title: 'S′' },
  { name: 'j_mv', title: 'J' },
  { name: 'st60_mv', title: 'ST 60' },
  { name: 'st80_mv', title: 'ST 80' },
  { name: 't_mv', title: 'T' },
  { name: 'r_to_s', title: 'R/S' },
  { name: 'r_peak_time_ms', title: null },
] as const;
