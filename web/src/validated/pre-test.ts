export interface PreTestPreset {
  name: 'general' | 'over_65' | 'dyspnoea' | 'systemic_sclerosis' | 'catheter_referral';
  percent: number;
  /** What was published, in English, as citations are. */
  source: string;
}

/** Where patients come from decides how many are ill. None is chosen beforehand. */
export const preTestPresets: readonly PreTestPreset[] = [
  {
    name: 'general',
    percent: 1,
    source: 'about 1\u00a0% of all people (Hoeper 2016, Lancet Respir Med 4:306)',
  },
  {
    name: 'over_65',
    percent: 10,
    source: 'up to 10\u00a0% above 65 years (Hoeper 2016, Lancet Respir Med 4:306)',
  },
  {
    name: 'dyspnoea',
    percent: 4.4,
    source: '4.36\u00a0% of adults presenting with dyspnoea, as taken for the predictive values of a cleared ECG product (FDA K252360)',
  },
  {
    name: 'systemic_sclerosis',
    percent: 12,
    source: '12\u00a0%, pulmonary arterial hypertension alone (Mukerjee 2003, Ann Rheum Dis 62:1088)',
  },
  {
    name: 'catheter_referral',
    percent: 50,
    source: '49 and 54\u00a0% of patients sent to catheterisation (Kovacs 2016, PMC5193419; Scranton)',
  },
];

/** The presets are how frequent pulmonary hypertension is: of anything else only the reader can say it. */
export function presetsOf(task: string): readonly PreTestPreset[] {
  return task === 'ph_detection' ? preTestPresets : [];
}

/** The slider has a place for every tenth of a percent from 0.5 to 10, and for every percent from there to 90. */
const [leastTenths, tenthsEnd, mostPercent] = [5, 10, 90];
const tenthsPlaces = 10 * tenthsEnd - leastTenths;

export const lastPlace = tenthsPlaces + mostPercent - tenthsEnd;

export function percentAt(place: number): number {
  return place <= tenthsPlaces ? (leastTenths + place) / 10 : tenthsEnd + place - tenthsPlaces;
}

export function placeOf(percent: number): number {
  return percent <= tenthsEnd ? Math.round(10 * percent) - leastTenths : Math.round(percent) - tenthsEnd + tenthsPlaces;
}
