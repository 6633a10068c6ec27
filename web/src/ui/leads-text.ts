/** What a classifier looks at. */
export function leadsText(leads: number): string {
  return leads === 6 ? '6 limb leads' : `${leads} leads`;
}
