import { say } from '../languages/translation';

/** What a classifier looks at. */
export function leadsText(leads: number): string {
  return leads === 6 ? say('leads.limb') : leadCountText(leads);
}

export function leadCountText(leads: number): string {
  return say('leads.leads', { count: leads });
}
