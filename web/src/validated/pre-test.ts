import { inverseLogit, logit } from './prior-shift';

export interface PreTestPreset {
  name: string;
  percent: number;
  source: string;
}

/** Where patients come from decides how many are ill. None is chosen beforehand. */
export const preTestPresets: readonly PreTestPreset[] = [
  {
    name: 'General adults',
    percent: 1,
    source: 'about 1 % of all people (Hoeper 2016, Lancet Respir Med 4:306)',
  },
  {
    name: 'Over 65, up to',
    percent: 10,
    source: 'up to 10 % above 65 years (Hoeper 2016, Lancet Respir Med 4:306)',
  },
  {
    name: 'Dyspnoea',
    percent: 4.4,
    source: '4.36 % of adults presenting with dyspnoea, as taken for the predictive values of a cleared ECG product (FDA K252360)',
  },
  {
    name: 'Systemic sclerosis',
    percent: 12,
    source: '12 %, pulmonary arterial hypertension alone (Mukerjee 2003, Ann Rheum Dis 62:1088)',
  },
  {
    name: 'Catheter referral',
    percent: 50,
    source: '49 and 54 % of patients sent to catheterisation (Kovacs 2016, PMC5193419; Scranton)',
  },
];

/** The presets are how frequent pulmonary hypertension is: of anything else only the reader can say it. */
export function presetsOf(task: string): readonly PreTestPreset[] {
  return task === 'ph_detection' ? preTestPresets : [];
}

const [leastPercent, mostPercent] = [0.5, 90];

/** The slider runs along log-odds: so there is room between 1 and 5 %. */
export const slider = {
  least: logit(leastPercent / 100),
  most: logit(mostPercent / 100),
  step: 0.02,
};

export function percentAt(place: number): number {
  const percent = 100 * inverseLogit(place);
  return percent < 10 ? Math.round(10 * percent) / 10 : Math.round(percent);
}

export function placeOf(percent: number): number {
  return logit(percent / 100);
}
