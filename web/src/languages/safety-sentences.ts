/**
 * Sentences on which somebody's safety may depend. In a language whose translation nobody has reviewed they stand in
 * English too, everywhere: `say` does not take them, and what takes them gives both.
 */
export const safetySentences = [
  'page-header.not_reviewed',
  'result.research_use',
  'result.not_a_device',
  'result.low_score',
  'result.low_score_reason',
  'result.untested_weights',
  'result.no_chance',
  'result.no_score_title',
  'result.no_score',
  'result.pattern_found',
  'result.pattern_not_found',
  'result.not_verified',
  'result.untried_format',
  'criteria-panel.absent_sign',
  'patient-facts-form.hint',
  'measurements-panel.unusable',
  'self-test.title',
  'self-test.banner',
  'weights.not_validated',
  'weights.own_mark',
  'welcome.caution',
  'help.what_it_is_not_1',
  'help.what_it_is_not_2',
  'help.what_it_is_not_3',
  'help.no_score_text',
  'help.signs_text',
  'report.no_diagnosis',
] as const;
