interface TaskText {
  title: string;
  scoreMeaning: string;
  /** Of validated weights. */
  probabilityMeaning: string;
}

const tasks: Record<string, TaskText> = {
  rv_overload: {
    title: 'Right-ventricular overload pattern',
    scoreMeaning: 'How much this ECG resembles simulated right-ventricular overload, from 0 to 100.',
    probabilityMeaning: 'The probability of right-ventricular overload, as the weights’ validation defined it.',
  },
  ph_detection: {
    title: 'Pulmonary hypertension pattern',
    scoreMeaning: 'How much this ECG resembles those of patients with pulmonary hypertension, from 0 to 100.',
    probabilityMeaning: 'The probability of pulmonary hypertension, as the weights’ validation defined it.',
  },
  ph_precapillary: {
    title: 'Pre-capillary pulmonary hypertension pattern',
    scoreMeaning: 'How much this ECG resembles those of patients with the pre-capillary form, from 0 to 100.',
    probabilityMeaning: 'The probability of pre-capillary pulmonary hypertension, as the weights’ validation defined it.',
  },
  elevated_pawp: {
    title: 'Elevated wedge pressure pattern',
    scoreMeaning: 'How much this ECG resembles those of patients with an elevated wedge pressure, from 0 to 100.',
    probabilityMeaning: 'The probability of an elevated wedge pressure, as the weights’ validation defined it.',
  },
};

/** Tasks that users name themselves are shown by that name. */
export function taskText(task: string): TaskText {
  const scoreMeaning = `How much this ECG resembles “${task}” in the training data, from 0 to 100.`;
  const probabilityMeaning = `The probability of “${task}”, as the weights’ validation defined it.`;
  return tasks[task] ?? { title: task, scoreMeaning, probabilityMeaning };
}
