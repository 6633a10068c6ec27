import type { Key } from '../languages/keys';

/** What the help view says: sections of paragraphs, each with terms and their explanations behind them where it has any. */
export interface HelpSection {
  id: string;
  title: Key;
  paragraphs: readonly Key[];
  terms?: readonly { term: Key; text: Key }[];
}

export const helpSections: readonly HelpSection[] = [
  {
    id: 'what-it-is',
    title: 'help.what_it_is',
    paragraphs: ['help.what_it_is_1', 'help.what_it_is_2'],
  },
  {
    id: 'what-it-is-not',
    title: 'help.what_it_is_not',
    paragraphs: ['help.what_it_is_not_1', 'help.what_it_is_not_2', 'help.what_it_is_not_3'],
  },
  {
    id: 'opening',
    title: 'help.opening',
    paragraphs: ['help.opening_1', 'help.opening_2', 'help.opening_3'],
    terms: [
      { term: 'help.wfdb_term', text: 'help.wfdb_text' },
      { term: 'help.tables_term', text: 'help.tables_text' },
      { term: 'help.patient_term', text: 'help.patient_text' },
      { term: 'help.pictures_term', text: 'help.pictures_text' },
    ],
  },
  {
    id: 'devices',
    title: 'help.devices',
    paragraphs: ['help.devices_1', 'help.devices_2'],
    terms: [
      { term: 'help.muse_term', text: 'help.muse_text' },
      { term: 'help.cardiosoft_term', text: 'help.cardiosoft_text' },
      { term: 'help.philips_term', text: 'help.philips_text' },
      { term: 'help.mortara_term', text: 'help.mortara_text' },
      { term: 'help.schiller_term', text: 'help.schiller_text' },
      { term: 'help.nihon_kohden_term', text: 'help.nihon_kohden_text' },
      { term: 'help.kardia_term', text: 'help.kardia_text' },
      { term: 'help.apple_term', text: 'help.apple_text' },
      { term: 'help.holter_term', text: 'help.holter_text' },
    ],
  },
  {
    id: 'results',
    title: 'help.results',
    paragraphs: [],
    terms: [
      { term: 'help.score_term', text: 'help.score_text' },
      { term: 'help.no_score_term', text: 'help.no_score_text' },
      { term: 'help.error_term', text: 'help.error_text' },
      { term: 'help.warnings_term', text: 'help.warnings_text' },
      { term: 'help.measurements_term', text: 'help.measurements_text' },
      { term: 'help.signs_term', text: 'help.signs_text' },
    ],
  },
  {
    id: 'limits',
    title: 'help.limits',
    paragraphs: ['help.limits_1', 'help.limits_2', 'help.limits_3', 'help.limits_4', 'help.limits_5'],
  },
  {
    id: 'privacy',
    title: 'help.privacy',
    paragraphs: ['help.privacy_1', 'help.privacy_2', 'help.privacy_3'],
  },
];
