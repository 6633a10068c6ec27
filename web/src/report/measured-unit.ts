/** Names of measurements end in their unit; in UCUM, as FHIR and other programs read it. The longer endings first. */
const units: { ending: string; ucum: string }[] = [
  { ending: '_mv_ms', ucum: 'mV.ms' },
  { ending: '_ms', ucum: 'ms' },
  { ending: '_mv', ucum: 'mV' },
  { ending: '_deg', ucum: 'deg' },
  { ending: '_bpm', ucum: '/min' },
  { ending: '_percent', ucum: '%' },
  { ending: '_pg_per_ml', ucum: 'pg/mL' },
];

/** "1" where the name ends in none: a ratio or a number. */
export function unitOfName(name: string): string {
  return units.find(({ ending }) => name.endsWith(ending))?.ucum ?? '1';
}
